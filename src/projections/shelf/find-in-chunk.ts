import { eventName } from '../../protocol/socketio/event-name.ts';
import type { Chunk } from '../../session/chunk.ts';
import { eventIn } from '../../session/chunk.ts';
import type { Protocols } from '../../session/protocols.ts';
import { BYTES, formIn, kindIn } from '../../session/shape.ts';
import { entrySearch } from '../query/search/chunk-texts.ts';
import { EntryTexts } from '../query/search/entry-texts.ts';
import type { EntryTest, SoughtText } from './entry-test.ts';
import { socketPacketsIn } from './packets-in.ts';
import type { Questions } from './questions.ts';

/** Positions in `chunk` of the entries that pass. `protocols` learn what the chunk says of them; `questions` know it. */
export function* entriesIn(
  chunk: Chunk,
  test: EntryTest,
  protocols: Protocols,
  questions: Questions,
): Generator<number> {
  learn(chunk, protocols);
  const searches = test.texts.map((text) => searchIn(chunk, text, protocols));
  for (let i = 0; i < chunk.count; i++) {
    if (!searches.every((isIn) => isIn(i))) continue;
    if (test.isMeant && !carries(chunk, i, protocols, questions, test.isMeant)) continue;
    yield i;
  }
}

/** What is changed in mid-log stands there before anything that is spoken so. */
function learn(chunk: Chunk, protocols: Protocols): void {
  for (const [i, extras] of chunk.extras) {
    if (kindIn(chunk.shape[i] ?? 0) !== 'client' || !extras.includes('"protocol"')) continue;
    const event = eventIn(chunk, chunk, i);
    if (event.kind === 'client') protocols.step(chunk.firstSeq + i, event);
  }
}

function searchIn(chunk: Chunk, { pattern, isLiteral }: SoughtText, protocols: Protocols): (i: number) => boolean {
  const texts = new EntryTexts(chunk, chunk, protocols);
  const inText = entrySearch({ columns: chunk, payload: chunk, texts, isDense: true }, pattern, isLiteral);
  const inBytes = bytesSearch(chunk, pattern, isLiteral);
  return inBytes ? (i) => inText(i) || inBytes(i) : inText;
}

/** Of what crossed as bytes, read as UTF-8; undefined where no entry of the chunk can match. */
function bytesSearch(chunk: Chunk, pattern: RegExp, isLiteral: boolean): ((i: number) => boolean) | undefined {
  const { bytes, bytesEnd, shape } = chunk;
  const decoder = new TextDecoder();
  // What is literally in one of them is in all of them together, too.
  if (bytes.length === 0 || (isLiteral && !pattern.test(decoder.decode(bytes)))) return undefined;
  return (i) =>
    formIn(shape[i] ?? 0) === BYTES &&
    pattern.test(decoder.decode(bytes.subarray(i === 0 ? 0 : bytesEnd[i - 1], bytesEnd[i])));
}

/** The event itself, or the answer to it. */
function carries(
  chunk: Chunk,
  i: number,
  protocols: Protocols,
  questions: Questions,
  isMeant: (eventName: string) => boolean,
): boolean {
  const seq = chunk.firstSeq + i;
  const event = eventIn(chunk, chunk, i);
  return socketPacketsIn(event, protocols.of(seq, event)).some((packet) => {
    const name = eventName(packet) ?? questions.eventOf(seq, event, packet);
    return name !== undefined && isMeant(name);
  });
}
