import { base64Encode, utf8Bytes } from '../base/bytes.ts';

/** How a secret is written: by itself, in base64 from one of the three alignments, or in hexadecimal digits. */
export type Form = 'plain' | 'base64-0' | 'base64-1' | 'base64-2' | 'hex' | 'escaped';

export type Written = { readonly form: Form; readonly text: string };

/** Characters of base64 before the first that depends on the secret alone, by the bytes that stand before it. */
export const BASE64_LEAD = [0, 2, 3] as const;

/** The characters of base64 that depend on `bytes` alone, `before` bytes after a group's beginning. */
function base64Core(bytes: Uint8Array, before: 0 | 1 | 2): string {
  const padded = new Uint8Array(before + bytes.length);
  padded.set(bytes, before);
  const sure = Math.floor((padded.length * 8) / 6);
  return base64Encode(padded).slice(BASE64_LEAD[before], sure);
}

export function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** A character a byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return text;
}

/** How `value` may stand inside other text of any alignment: what no decoding of whole words would find. */
export function codedForms(value: string): readonly Written[] {
  const bytes = utf8Bytes(value);
  const forms: Written[] = [];
  for (const before of [0, 1, 2] as const) {
    const text = base64Core(bytes, before);
    forms.push({ form: `base64-${before}`, text });
    const forUrls = text.replace(/\+/g, '-').replace(/\//g, '_');
    if (forUrls !== text) forms.push({ form: `base64-${before}`, text: forUrls });
  }
  const hex = hexOf(bytes);
  forms.push({ form: 'hex', text: hex }, { form: 'hex', text: hex.toUpperCase() });
  return forms;
}

/** Of any text: a lone surrogate counts as U+FFFD. */
export function percentEncoded(value: string): string {
  return encodeURIComponent(new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8Bytes(value)));
}

/** Percent-encoded in part or whole, as a form sends it, and as JSON escapes it: for who looks whether it is gone. */
export function escapedForms(value: string): readonly Written[] {
  const percent = percentEncoded(value);
  const bytes = utf8Bytes(value);
  const json = JSON.stringify(value).slice(1, -1);
  const texts = [
    percent,
    percent.replace(/%../g, (code) => code.toLowerCase()),
    percent.replace(/%20/g, '+'),
    hexOf(bytes).replace(/../g, (code) => `%${code}`),
    hexOf(bytes).replace(/../g, (code) => `%${code.toUpperCase()}`),
    json,
    json.replace(/\//g, '\\/'),
    json.replace(/@/g, '\\u0040'),
    JSON.stringify(json).slice(1, -1),
  ];
  return texts.filter((text) => text !== value).map((text) => ({ form: 'escaped', text }));
}
