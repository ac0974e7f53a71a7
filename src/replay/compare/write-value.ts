import { base64Encode } from '../../base/bytes.ts';
import { writeArguments } from '../../protocol/socketio/binary-json.ts';

/** Stands as a value in a shown text, without quotes. */
export class Placeholder {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value as JSON on one line, bytes as `$binary`; cut at `most` characters, and looked at no further. */
export function writeValue(value: unknown, most = 400): string {
  let text = '';
  // Each level of nesting writes a character, so this goes no deeper than `most`.
  const write = (part: unknown): void => {
    if (text.length > most) return;
    if (part instanceof Placeholder) text += part.text;
    else if (part instanceof Uint8Array) text += `{"$binary":"${base64Encode(part.subarray(0, most))}"}`;
    else if (Array.isArray(part)) writeMembers('[', ']', part.keys(), part);
    else if (typeof part === 'object' && part !== null) writeMembers('{', '}', Object.keys(part), part);
    else text += typeof part === 'string' ? JSON.stringify(part.slice(0, most + 1)) : scalarText(part);
  };
  const writeMembers = (open: string, close: string, steps: Iterable<string | number>, whole: object): void => {
    text += open;
    let isFirst = true;
    for (const step of steps) {
      if (text.length > most) return;
      if (!isFirst) text += ',';
      isFirst = false;
      if (typeof step === 'string') text += `${JSON.stringify(step)}:`;
      write(Reflect.get(whole, step));
    }
    text += close;
  };
  write(value);
  return cutText(text, most);
}

/** All of it; a value that is nested too deep to be written is cut. */
export function wholeValue(values: readonly unknown[]): string {
  try {
    return writeArguments(values);
  } catch (error) {
    return error instanceof RangeError ? writeValue(values, 2000) : String(error);
  }
}

export function cutText(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function scalarText(value: unknown): string {
  return value === undefined || typeof value === 'function' ? 'null' : (JSON.stringify(value) ?? 'null');
}
