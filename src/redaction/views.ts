import type { Edit } from './edits.ts';

/** A text as it reads once decoded, and where each of its characters stands in the undecoded one. */
export type View = {
  readonly text: string;
  /** One more than `text` has characters: the last is the end. */
  readonly at: Uint32Array;
};

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const PLAIN_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const HEX_4 = /^[0-9a-fA-F]{4}$/;
const HEX_2 = /^[0-9a-fA-F]{2}$/;

/** Without the backslashes of JSON; what is no escape stays as it stands. Undefined where there is none. */
export function unescaped(raw: string): View | undefined {
  if (!raw.includes('\\')) return undefined;
  return decodedBy(raw, BACKSLASH, (at) => {
    const letter = raw.charAt(at + 1);
    if (letter === 'u') {
      const hex = raw.slice(at + 2, at + 6);
      return HEX_4.test(hex) ? { text: String.fromCharCode(parseInt(hex, 16)), end: at + 6 } : undefined;
    }
    const plain = PLAIN_ESCAPES[letter] ?? (/["\\/']/.test(letter) ? letter : undefined);
    return plain === undefined ? undefined : { text: plain, end: at + 2 };
  });
}

/** Without percent-encoding; what is none stays as it stands. Undefined where there is none. */
export function percentDecoded(raw: string): View | undefined {
  if (!/%[0-9a-fA-F]{2}/.test(raw)) return undefined;
  return decodedBy(raw, PERCENT, (at) => {
    const first = byteAt(raw, at);
    if (first === undefined) return undefined;
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const end = at + size * 3;
    const text = tryDecode(raw.slice(at, end));
    return text === undefined ? undefined : { text, end };
  });
}

/** The same edits in the undecoded text. */
export function throughView(edits: readonly Edit[], { at }: View): readonly Edit[] {
  return edits.map((edit) => ({ ...edit, start: at[edit.start] ?? 0, end: at[edit.end] ?? 0 }));
}

type Decoded = { readonly text: string; readonly end: number };

function decodedBy(raw: string, mark: number, decode: (at: number) => Decoded | undefined): View {
  const at = new Uint32Array(raw.length + 1);
  const pieces: string[] = [];
  let length = 0;
  let plainFrom = 0;
  let i = 0;
  while (i < raw.length) {
    const decoded = raw.charCodeAt(i) === mark ? decode(i) : undefined;
    if (!decoded) {
      at[length++] = i++;
      continue;
    }
    pieces.push(raw.slice(plainFrom, i), decoded.text);
    for (let unit = 0; unit < decoded.text.length; unit++) at[length++] = i;
    i = decoded.end;
    plainFrom = i;
  }
  pieces.push(raw.slice(plainFrom));
  at[length] = raw.length;
  return { text: pieces.join(''), at };
}

function byteAt(raw: string, at: number): number | undefined {
  const hex = raw.slice(at + 1, at + 3);
  return HEX_2.test(hex) ? parseInt(hex, 16) : undefined;
}

function tryDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
