import { JsonIndexer } from '../../protocol/json-index.ts';
import { MessageTree } from './message-tree.ts';

/** So much of it is read before the page may draw or hear again: some milliseconds. */
const PIECE_CHARACTERS = 500_000;

/** At once where the text is small; megabytes are read in pieces, and the page stays awake between them. */
export function readTree(json: string, skip: 0 | 1 | undefined): MessageTree | Promise<MessageTree> {
  const indexer = new JsonIndexer(json);
  if (indexer.step(PIECE_CHARACTERS)) return new MessageTree(json, indexer.index, skip);
  return readOn(indexer, json, skip);
}

async function readOn(indexer: JsonIndexer, json: string, skip: 0 | 1 | undefined): Promise<MessageTree> {
  do await new Promise((resolve) => setTimeout(resolve));
  while (!indexer.step(PIECE_CHARACTERS));
  return new MessageTree(json, indexer.index, skip);
}
