import { COMMA } from '../../../protocol/json-scan.ts';
import { isBlank, isDigit } from '../../../protocol/socketio/number-units.ts';
import { textStart } from '../../../session/chunk.ts';
import { formIn, kindIn, TEXT } from '../../../session/shape.ts';
import type { RowKind } from '../../row.ts';
import type { RowColumns } from '../../row-columns.ts';
import { entrySearch, type OpenChunk } from './chunk-texts.ts';
import type { RowTest } from './column-tests.ts';
import { findInJson, type ArgumentsForm } from './find-in-json.ts';
import { literalPattern } from '../language/names.ts';
import { longestName } from '../language/path.ts';
import type { Term } from '../query.ts';

type PathTerm = Extract<Term, { on: 'path' }>;

const SLASH = 0x2f;
/** From here on most entries hold what was looked for: looking for it first only costs. */
const FRUITLESS = 0.5;
const SAMPLE = 64;

/** A term on a path, asked of the rows of one chunk. */
export function pathTest(term: PathTerm, rows: RowColumns, chunk: OpenChunk): RowTest {
  const mayHold = exclusion(term, chunk);
  const { columns, payload, texts } = chunk;
  return (row) => {
    const kind = rows.kind(row);
    const form = formOf(kind);
    if (form === undefined) return false;
    const i = rows.seq(row) - columns.firstSeq;
    if (!mayHold(i)) return false;
    const shape = columns.shape[i] ?? 0;
    if (kindIn(shape) === 'frame' && formIn(shape) === TEXT && kind !== 'open') {
      const end = columns.textEnd[i] ?? 0;
      const at = payloadAt(payload.text, textStart(columns, i), end, kind);
      return at < end && findInJson(payload.text, at, form, term.path, term.value);
    }
    const json = texts.json(i, rows.part(row));
    return json !== '' && findInJson(json, 0, form, term.path, term.value);
  };
}

function formOf(kind: RowKind): ArgumentsForm | undefined {
  switch (kind) {
    case 'EVENT':
    case 'BINARY_EVENT':
      return 'named';
    case 'ACK':
    case 'BINARY_ACK':
      return 'array';
    case 'CONNECT':
    case 'CONNECT_ERROR':
    case 'ERROR':
    case 'open':
    case 'client':
    case 'user':
      return 'alone';
    default:
      return undefined;
  }
}

/** Cheap to ask, and never wrong to say no: a name stands in the text as it is, unless there are escapes in it. */
function exclusion({ path, literal }: PathTerm, chunk: OpenChunk): (i: number) => boolean {
  if (literal === undefined) return () => true;
  const isName = longestName(path) === literal;
  const plain = literalPattern(isName ? `"${literal}"` : literal, isName ? '' : 'i');
  const inEntry = entrySearch(chunk, plain, true);
  const mayBeEscaped =
    chunk.payload.text.includes('\\') || chunk.payload.extras.size > 0 || chunk.payload.bytes.length > 0;
  const escaped = mayBeEscaped ? entrySearch(chunk, /\\/, true) : () => false;
  let asked = 0;
  let held = 0;
  return (i) => {
    if (!chunk.isDense && asked >= SAMPLE && held > asked * FRUITLESS) return true;
    asked++;
    const holds = inEntry(i) || escaped(i);
    if (holds) held++;
    return holds;
  };
}

/** Where the JSON of a packet in a text frame begins, behind types, attachment count, namespace and id. */
function payloadAt(text: string, from: number, to: number, kind: RowKind): number {
  let at = from + 2;
  if (kind === 'BINARY_EVENT' || kind === 'BINARY_ACK') at = text.indexOf('-', at) + 1;
  if (at < to && text.charCodeAt(at) === SLASH) {
    while (at < to && text.charCodeAt(at) !== COMMA) at++;
    at++;
  }
  while (at < to && isPartOfId(text.charCodeAt(at))) at++;
  return at;
}

/** As the decoder reads an id: blanks count as digits. */
function isPartOfId(unit: number): boolean {
  return isDigit(unit) || isBlank(unit);
}
