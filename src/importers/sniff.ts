import type { Result } from '../base/result.ts';
import { fail } from '../base/result.ts';
import type { ByteSource, Pieces } from './byte-source.ts';
import { piecesOf, untilDamaged, withHead } from './byte-source.ts';
import { gunzip, isGzip } from './gunzip.ts';
import { isDebugLog, readDebugLog } from './debug-log/debug-log.ts';
import { readHar } from './har/har.ts';
import { isHttpArchive } from './har/sniff-har.ts';
import type { ImportedSession } from './imported-session.ts';
import type { Damage } from './ndjson.ts';
import { readNdjson } from './ndjson.ts';
import { isSessionPage, readPage } from './page.ts';

type Importer = {
  readonly name: string;
  /** Told by content alone; file names lie. `head` is the beginning of the file. */
  sniff(head: string): boolean;
  read(pieces: Pieces, damage: Damage): Promise<Result<ImportedSession, string>>;
};

const IMPORTERS: readonly Importer[] = [
  { name: 'an HTTP archive (HAR)', sniff: isHttpArchive, read: readHar },
  {
    name: 'Sockscope (NDJSON)',
    sniff: (head) => head.startsWith('{') && !head.startsWith('{\0'),
    read: readNdjson,
  },
  { name: 'a log of DEBUG=engine*,socket.io*', sniff: isDebugLog, read: readDebugLog },
  { name: 'a page that shows a session', sniff: isSessionPage, read: readPage },
];

/** Forms that people will try, and what they are called. */
const STRANGERS: readonly { readonly name: string; sniff(head: string): boolean }[] = [
  { name: 'a ZIP archive', sniff: (head) => head.startsWith('PK') },
  {
    name: 'text in UTF-16: save it as UTF-8',
    sniff: (head) => /^(\xff\xfe|\xfe\xff|[ -~]\0[ -~]\0|\0[ -~]\0[ -~])/.test(head),
  },
  { name: 'a file of NUL bytes, as a crash may leave it', sniff: (head) => /^\0+$/.test(head) },
  { name: 'a web page', sniff: (head) => /^\s*<(!doctype html|html)/i.test(head) },
  { name: 'a network capture (pcap)', sniff: (head) => /^(\xd4\xc3\xb2\xa1|\xa1\xb2\xc3\xd4|\n\r\r\n)/.test(head) },
];

const HEAD_BYTES = 4096;
const CAN_OPEN =
  'Sockscope opens session files (.sockscope.ndjson, .sockscope.ndjson.gz), HTTP archives (HAR), logs of DEBUG=engine*,socket.io* and pages that show a session.';

/** Finds out what a file is and begins to read it; a sentence where it cannot. */
export async function openImport(source: ByteSource): Promise<Result<ImportedSession, string>> {
  const damage: Damage = { sentence: undefined };
  const noteDamage = (sentence: string) => (damage.sentence ??= sentence);
  const raw = untilDamaged(piecesOf(source), (message) =>
    noteDamage(`the file could not be read any further (${message}).`),
  );
  const file = await withHead(raw, 2);
  const isCompressed = isGzip(file.head);
  const unpacked = isCompressed ? untilDamaged(gunzip(file.pieces), noteDamage) : file.pieces;
  const { head, pieces } = await withHead(unpacked, HEAD_BYTES);
  const text = headText(head);
  const importer = IMPORTERS.find(({ sniff }) => sniff(text));
  if (importer) return importer.read(pieces, damage);
  await pieces.return();
  return fail(sentenceFor(text, damage));
}

/** A character a byte, so that signatures of binary forms can be told. */
function headText(head: Uint8Array): string {
  const text = String.fromCharCode(...head);
  return text.startsWith('\xef\xbb\xbf') ? text.slice(3) : text;
}

function sentenceFor(head: string, damage: Damage): string {
  if (head === '')
    return damage.sentence === undefined ? 'This file is empty.' : `Nothing in it can be read: ${damage.sentence}`;
  const stranger = STRANGERS.find(({ sniff }) => sniff(head));
  return `This is ${stranger?.name ?? 'not a Sockscope session: it does not begin with a JSON object'}. ${CAN_OPEN}`;
}
