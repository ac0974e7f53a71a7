import { base64Decode, base64Encode, utf8Bytes } from '../base/bytes.ts';
import { NO_EDITS, type Edit } from './edits.ts';
import { BASE64_LEAD, codedForms, hexOf, latin1, type Form } from './forms.ts';
import { Matcher } from './matcher.ts';
import type { Naming } from './scrubber.ts';
import type { Secret } from './secrets.ts';

type Tag = { readonly secret: Secret; readonly form: Form; readonly size: number };
type Recode = (bytes: Uint8Array) => { readonly bytes: Uint8Array; readonly secrets: readonly Secret[] };

const WORD = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const HEX_WORD = /^(?:[0-9a-f]{2})+$|^(?:[0-9A-F]{2})+$/;

/** The secrets that are replaced wherever they occur, in all forms that a text may have them in. */
export class CodedWords {
  readonly #texts = new Matcher<Tag>();
  /** Over bytes, a character each. */
  readonly #octets = new Matcher<Tag>();

  /** `isDeep`: also inside base64 and hexadecimal digits that begin or end anywhere. */
  add(secret: Secret, value: string, isDeep: boolean): void {
    const bytes = utf8Bytes(value);
    const size = bytes.length;
    this.#texts.add(value, { secret, form: 'plain', size });
    this.#octets.add(latin1(bytes), { secret, form: 'plain', size });
    if (value.includes(' ')) this.#texts.add(value.replaceAll(' ', '+'), { secret, form: 'plain', size });
    if (!isDeep) return;
    for (const { form, text } of codedForms(value)) {
      this.#texts.add(text, { secret, form, size });
      this.#octets.add(text, { secret, form, size });
    }
  }

  occurIn(text: string): boolean {
    return this.#texts.occursIn(text);
  }

  editsIn(text: string, naming: Naming): readonly Edit[] {
    return this.#edits(this.#texts, text, naming);
  }

  editsInOctets(octets: string, naming: Naming): readonly Edit[] {
    return this.#edits(this.#octets, octets, naming);
  }

  /** Words of base64 and hexadecimal digits that are decoded as a whole, rewritten by `recode` and encoded again. */
  decoded(text: string, covered: readonly Edit[], recode: Recode): readonly Edit[] {
    const edits: Edit[] = [];
    let next = 0;
    for (const { 0: word, index: start } of text.matchAll(WORD)) {
      const end = start + word.length;
      while ((covered[next]?.end ?? Infinity) < end) next++;
      if ((covered[next]?.start ?? Infinity) <= start) continue;
      const edit = recodedHex(word, recode) ?? recodedBase64(word, recode);
      if (edit) edits.push({ ...edit, start, end });
    }
    return edits;
  }

  #edits(matcher: Matcher<Tag>, text: string, naming: Naming): readonly Edit[] {
    const matches = matcher.find(text);
    if (matches.length === 0) return NO_EDITS;
    const edits: Edit[] = [];
    for (const { start, end, tag } of matches) {
      const name = naming.nameOf(tag.secret, text.slice(start, end));
      if (name === undefined) continue;
      const secrets = [tag.secret];
      if (tag.form === 'plain') edits.push({ start, end, text: name, secrets });
      else if (tag.form === 'hex') edits.push({ start, end, text: hexOf(utf8Bytes(name)), secrets });
      else edits.push({ ...inGroups(text, start, tag, name), secrets });
    }
    return edits;
  }
}

type Recoded = { readonly text: string; readonly secrets: readonly Secret[] };

function recodedHex(word: string, recode: Recode): Recoded | undefined {
  if (!HEX_WORD.test(word)) return undefined;
  const bytes = new Uint8Array(word.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(word.slice(i * 2, i * 2 + 2), 16);
  const changed = recode(bytes);
  if (changed.secrets.length === 0) return undefined;
  const hex = hexOf(changed.bytes);
  return { text: /[A-F]/.test(word) ? hex.toUpperCase() : hex, secrets: changed.secrets };
}

function recodedBase64(word: string, recode: Recode): Recoded | undefined {
  const isForUrls = /[-_]/.test(word);
  const bytes = decodedBase64(word);
  if (!bytes) return undefined;
  const changed = recode(bytes);
  if (changed.secrets.length === 0) return undefined;
  return { text: likeWord(base64Encode(changed.bytes), word, isForUrls), secrets: changed.secrets };
}

/**
 * The groups of base64 that hold a secret which was found in the middle of a longer word: its pseudonym is filled up, so
 * that what stands behind keeps its alignment.
 */
function inGroups(text: string, found: number, { form, size }: Tag, name: string): Omit<Edit, 'secrets'> {
  const before = form === 'base64-1' ? 1 : form === 'base64-2' ? 2 : 0;
  const start = found - BASE64_LEAD[before];
  const most = text.slice(Math.max(0, start), start + Math.ceil((before + size) / 3) * 4);
  const groups = /^[\w+/-]*={0,2}/.exec(most)?.[0] ?? '';
  const end = start + groups.length;
  const bytes = start < 0 ? undefined : decodedBase64(groups);
  if (!bytes || bytes.length < before + size) {
    const core = Math.floor(((before + size) * 8) / 6);
    return { start: found, end: start + core, text: 'A'.repeat(start + core - found) };
  }
  let filled = utf8Bytes(name);
  while ((filled.length - size) % 3 !== 0) filled = Uint8Array.of(...filled, 0x2d);
  const changed = new Uint8Array(bytes.length - size + filled.length);
  changed.set(bytes.subarray(0, before));
  changed.set(filled, before);
  changed.set(bytes.subarray(before + size), before + filled.length);
  return { start, end, text: likeWord(base64Encode(changed), groups, /[-_]/.test(groups)) };
}

/** Of either alphabet, with or without padding. */
function decodedBase64(word: string): Uint8Array | undefined {
  const digits = word.endsWith('=') ? word.replace(/=+$/, '') : word;
  // Asked first, because an exception takes longer than all the rest.
  if (digits.length % 4 === 1) return undefined;
  return base64Decode(/[-_]/.test(digits) ? digits.replace(/-/g, '+').replace(/_/g, '/') : digits);
}

/** With padding only where there was some, in the same alphabet. */
function likeWord(base64: string, word: string, isForUrls: boolean): string {
  const padded = word.endsWith('=') || word.length % 4 === 0 ? base64 : base64.replace(/=+$/, '');
  return isForUrls ? padded.replace(/\+/g, '-').replace(/\//g, '_') : padded;
}
