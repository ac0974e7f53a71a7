import { base64Encode } from '../../base/bytes.ts';
import { hex, quoted, type Dialect } from './dialect.ts';
import { Variable, type KnownLater } from './script.ts';
import { environmentName } from './variables.ts';

/** What is drawn anew each time. */
const BUILT_INS: ReadonlyMap<string, string> = new Map([
  ['$uuid', 'str(uuid.uuid4())'],
  ['$now', 'datetime.now(timezone.utc).isoformat()'],
  ['$nowMs', 'int(time.time() * 1000)'],
  ['$seq', 'next(seq)'],
  ['$random', 'random.randrange(1_000_000)'],
]);

export const PYTHON_DIALECT: Dialect = {
  indent: '    ',
  nothing: 'None',
  yes: 'True',
  no: 'False',
  anything: 'ANY',
  padding: '',
  text: pythonText,
  number: pythonNumber,
  bytes: (value) => `b64decode('${base64Encode(value)}')`,
  key: pythonText,
  later: (known) => later(known, 'value'),
  laterText: (known) => `str(${later(known, 'variable')})`,
};

function later(known: KnownLater, reader: 'value' | 'variable'): string {
  if (known instanceof Variable) return BUILT_INS.get(known.name) ?? `${reader}('${environmentName(known.name)}')`;
  return known.answer + known.path.map((step) => `[${typeof step === 'number' ? step : pythonText(step)}]`).join('');
}

export function pythonText(text: string): string {
  return quoted(text, (codePoint) => {
    if (codePoint < 0x100) return String.raw`\x${hex(codePoint, 2)}`;
    return codePoint < 0x1_0000 ? String.raw`\u${hex(codePoint, 4)}` : String.raw`\U${hex(codePoint, 8)}`;
  });
}

function pythonNumber(value: number): string {
  // An integer of Python has no negative zero.
  return Object.is(value, -0) ? '-0.0' : String(value);
}
