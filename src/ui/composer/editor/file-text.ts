import { base64Encode } from '../../../base/bytes.ts';
import { fail, ok, type Result } from '../../../base/result.ts';
import { formatBytes } from '../../format.ts';

/** As base64 it becomes a text of a third more, which is read at once. */
const LARGEST_BYTES = 50_000_000;

/** A file's bytes as base64. */
export async function base64Of(file: File): Promise<Result<string, string>> {
  if (file.size > LARGEST_BYTES) {
    return fail(
      `${file.name} has ${formatBytes(file.size)}; a file of up to ${formatBytes(LARGEST_BYTES)} can be put in.`,
    );
  }
  try {
    return ok(base64Encode(new Uint8Array(await file.arrayBuffer())));
  } catch {
    // A folder, or a file that is gone or locked: the browser does not tell which.
    return fail(`${file.name} cannot be read.`);
  }
}

/** Files as arguments: bytes, one after the other. */
export async function argumentsOf(files: readonly File[]): Promise<Result<string, string>> {
  const texts: string[] = [];
  for (const file of files) {
    const base64 = await base64Of(file);
    if (!base64.ok) return base64;
    texts.push(`{"$binary":"${base64.value}"}`);
  }
  return ok(texts.join(', '));
}

/** Where a value can stand that is dropped at `at`: within the list, and in no text or number. */
function placeFor(text: string, at: number): number {
  const first = text.indexOf('[') + 1;
  const last = text.lastIndexOf(']');
  if (first === 0 || last < first) return at;
  const within = Math.min(last, Math.max(first, at));
  for (const { index, 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"|[\w.+-]+/g)) {
    if (index >= within) break;
    if (within < index + token.length) return index + token.length;
  }
  return within;
}

/** `value` in place of what stands from `from` to `to`, with the commas that set it apart from its neighbours. */
export function withValue(text: string, from: number, to: number, value: string): string {
  if (text.trim() === '') return `[${value}]`;
  if (from === to) from = to = placeFor(text, from);
  const before = text.slice(0, from);
  const after = text.slice(to);
  const isFirst = /[[,:]\s*$/.test(before) || before.trim() === '';
  const isLast = /^\s*[\]},]/.test(after) || after.trim() === '';
  return `${before}${isFirst ? '' : ', '}${value}${isLast ? '' : ', '}${isLast ? after : after.trimStart()}`;
}
