import type { MessageTree } from './message-tree.ts';
import { withBinary } from './placeholders.ts';

/** What copying a value copies: of a string its characters, of anything else its JSON, with the bytes in their places. */
export function valueText(tree: MessageTree, node: number, attachments: readonly Uint8Array[]): string {
  const json = tree.textOf(node);
  if (tree.places.kindOf(node) === 'string') return String(JSON.parse(json));
  return withBinary(json, attachments);
}
