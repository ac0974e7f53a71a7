import { base64Decode, base64FlawAt } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';

/** Bytes that a person wrote as hexadecimal digits, or why not, beginning with the place. */
export function readHex(typed: string): Result<Uint8Array, string> {
  // Bytes are copied from dumps, where they stand apart.
  const stray = /[^\da-f\s:,]/i.exec(typed);
  if (stray) return fail(`character ${stray.index + 1}: “${stray[0]}” is no hexadecimal digit`);
  const digits = typed.replace(/[\s:,]/g, '');
  if (digits.length % 2 === 1) return fail('the last byte has one digit; it needs two');
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return ok(bytes);
}

export function readBase64(typed: string): Result<Uint8Array, string> {
  const trimmed = typed.trim();
  const flawAt = base64FlawAt(trimmed);
  const bytes = flawAt === -1 ? base64Decode(trimmed) : undefined;
  const place = typed.indexOf(trimmed) + Math.max(0, flawAt) + 1;
  return bytes ? ok(bytes) : fail(`character ${place}: this is not base64`);
}
