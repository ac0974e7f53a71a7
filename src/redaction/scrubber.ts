import { pathText, type Path } from '../base/paths/path.ts';
import { MsgpackReader } from '../protocol/msgpack/reader.ts';
import type { CodedWords } from './coded-words.ts';
import {
  append,
  applied,
  asRuled,
  gapsIn,
  isRuleOnly,
  NO_EDITS,
  percentEncoded,
  secretsIn,
  settled,
  shifted,
  type Edit,
} from './edits.ts';
import { findNamed, findShapes, shapeOf } from './find/find-all.ts';
import type { OnFound } from './find/found.ts';
import { BACKSLASH, DOTTED_DIGITS, hintsOf, LONG_NUMBER, LONG_WORD, PERCENT } from './find/hints.ts';
import { basicPassword, findKeyed, isKeyedNumber } from './find/values.ts';
import { latin1 } from './forms.ts';
import { JsonWalk } from './json-walk.ts';
import { KeyNames, type KeyClass } from './key-names.ts';
import { rewriteMsgpack } from './msgpack/rewrite.ts';
import { rulesAt, type ArgumentRules, type Rules } from './rules.ts';
import type { Secret, Secrets, Sighting } from './secrets.ts';
import { printableText, readableText } from './text-in-bytes.ts';
import { percentDecoded, throughView, unescaped } from './views.ts';

/** Layers of escapes, encodings and JSON in JSON: nobody packs a secret deeper by accident. */
const DEEPEST = 7;

const IS_DOTTED = /^\s*[\d.]+\s*$/;

/** What becomes of the secrets that a scrubber meets. */
export type Naming = {
  /** What stands for it, where `raw` stood; undefined where it may stand. */
  nameOf(secret: Secret, raw: string): string | undefined;
  /** A secret, or a way of writing it, was met for the first time. */
  onnew(secret: Secret): void;
};

/** Where the text is from that is being read: for the words in a preview, and for what rules say of arguments. */
export type Origin = {
  readonly seq: number | undefined;
  readonly label: string;
  readonly rules?: ArgumentRules | undefined;
  /** Steps before an argument's position in the JSON's paths: 1 behind an event's name. */
  readonly argumentsFrom?: number;
  /** The server's `sid` in a CONNECT names a peer, not a session. */
  readonly isConnectAnswer?: boolean;
};

/** Something with values at paths that is being read. */
export type Walk = { readonly path: Path };

/** Finds secrets in texts and bytes of any encoding, and says what stands in their place. */
export class Scrubber {
  readonly secrets: Secrets;
  readonly names = new KeyNames();
  readonly rules: Rules;
  readonly #naming: Naming;
  readonly #words: CodedWords;
  #origin: Origin = { seq: undefined, label: '' };
  /** The JSON texts around the one that is being read, outermost first; or the MessagePack. */
  readonly #walks: Walk[] = [];

  constructor(secrets: Secrets, rules: Rules, naming: Naming, words: CodedWords) {
    this.secrets = secrets;
    this.rules = rules;
    this.#naming = naming;
    this.#words = words;
  }

  from(origin: Origin): void {
    this.#origin = origin;
  }

  /** Of any text: JSON, a URL, a sentence. */
  edits(text: string, keyClass: KeyClass = 'none', depth = 0): readonly Edit[] {
    if (text === '' || depth > DEEPEST) return NO_EDITS;
    const json = startsJson(text) ? this.#json(text, keyClass, depth) : undefined;
    return settled(json ?? this.#plain(text, keyClass, depth));
  }

  /** Bytes of which nothing else is known; the same object where nothing is replaced. */
  bytes(bytes: Uint8Array, depth = 0): { readonly bytes: Uint8Array; readonly secrets: readonly Secret[] } {
    const text = readableText(bytes);
    if (text !== undefined) {
      const edits = this.edits(text, 'none', depth + 1);
      if (edits.length === 0) return { bytes, secrets: [] };
      return { bytes: new TextEncoder().encode(applied(text, edits)), secrets: secretsIn(edits) };
    }
    return (depth < DEEPEST ? this.#packed(bytes) : undefined) ?? this.#binary(bytes);
  }

  /** A string of something else than JSON. */
  leaf(text: string, keyClass: KeyClass, walk: Walk): readonly Edit[] {
    return this.#within(walk, () => {
      const ruled = this.#isRuled(walk) ? this.#ruled(text, 0, text.length, text) : NO_EDITS;
      return settled([...ruled, ...this.edits(text, keyClass, 1)]);
    });
  }

  numberLeaf(raw: string, keyClass: KeyClass, walk: Walk): readonly Edit[] {
    return this.#within(walk, () => this.#number(raw, 0, keyClass, this.#isRuled(walk)));
  }

  bytesLeaf(bytes: Uint8Array, walk: Walk): { readonly bytes: Uint8Array; readonly secrets: readonly Secret[] } {
    return this.#within(walk, () => this.bytes(bytes, 1));
  }

  #within<T>(walk: Walk, read: () => T): T {
    this.#walks.push(walk);
    const result = read();
    this.#walks.pop();
    return result;
  }

  #json(text: string, rootClass: KeyClass, depth: number): readonly Edit[] | undefined {
    const hints = hintsOf(text);
    const isRoot = this.#walks.length === 0;
    // Nearly all texts hold nothing of what is looked for: their strings are left in peace.
    const isPlain = (hints & BACKSLASH) === 0 && !this.rules.hasPatterns && !this.#words.occurIn(text);
    const edits: Edit[] = [];
    const walk = new JsonWalk(text);
    const look = (start: number, end: number, keyClass: KeyClass) => {
      if (isPlain && keyClass === 'none' && (hints === 0 || hintsOf(text, start, end) === 0)) return;
      append(edits, this.#inString(text.slice(start, end), start, hints, keyClass, depth));
    };
    this.#walks.push(walk);
    const isJson = walk.go(0, rootClass, {
      classOf: (key, inherited) => this.classOf(key, inherited),
      key: (start, end) => look(start, end, 'none'),
      string: (start, end, keyClass) => {
        if (isRoot && this.#isRuled(walk)) {
          const raw = text.slice(start, end);
          append(edits, this.#ruled(raw, start, end, unescaped(raw)?.text ?? raw));
        }
        look(start, end, keyClass);
      },
      number: (start, end, keyClass) => {
        const isRuled = isRoot && this.#isRuled(walk);
        if (isRuled || keyClass !== 'none' || (hints & LONG_NUMBER) !== 0)
          append(edits, this.#number(text.slice(start, end), start, keyClass, isRuled));
      },
    });
    this.#walks.pop();
    return isJson ? edits : undefined;
  }

  #inString(raw: string, start: number, hints: number, keyClass: KeyClass, depth: number): readonly Edit[] {
    const view = (hints & BACKSLASH) !== 0 ? unescaped(raw) : undefined;
    if (!view) return shifted(this.edits(raw, keyClass, depth + 1), start);
    return shifted(throughView(this.edits(view.text, keyClass, depth + 1), view), start);
  }

  #number(raw: string, start: number, keyClass: KeyClass, isRuled: boolean): readonly Edit[] {
    const edits: Edit[] = [];
    const take = (from: number, to: number, sighting: Sighting) => {
      // In part it would not stay this number.
      if (to - from === raw.length) this.#push(edits, raw, from, to, sighting);
    };
    if (isRuled) take(0, raw.length, { value: raw, kind: 'rule' });
    else if (isKeyedNumber(raw, keyClass))
      take(0, raw.length, { value: raw, kind: keyClass === 'password' ? 'password' : 'key name' });
    else if (raw.length >= 9) {
      findShapes(raw, LONG_NUMBER, this.secrets.taken, take);
      for (const edit of this.#words.editsIn(raw, this.#naming))
        if (edit.end - edit.start === raw.length) edits.push(edit);
    }
    return shifted(edits.slice(0, 1), start);
  }

  /** Text that is no JSON. */
  #plain(text: string, keyClass: KeyClass, depth: number): readonly Edit[] {
    const hints = hintsOf(text) & (keyClass === 'version' && IS_DOTTED.test(text) ? ~DOTTED_DIGITS : ~0);
    const edits: Edit[] = [];
    const take = (start: number, end: number, sighting: Sighting) => this.#push(edits, text, start, end, sighting);
    if (keyClass !== 'none') findKeyed(text, keyClass, take);
    // What has been found whole is not looked into: its parts would pass for something else.
    const inGaps = (find: (piece: string, take: OnFound) => void) => {
      for (const { start, piece } of gapsIn(text, edits))
        find(piece, (from, to, sighting) => take(start + from, start + to, sighting));
    };
    if (hints !== 0) {
      inGaps((piece, onfound) => findNamed(piece, hints, this.names, onfound));
      inGaps((piece, onfound) => findShapes(piece, hints, this.secrets.taken, onfound));
    }
    // What rules ask for may lie in what is found otherwise: they take nothing away from it.
    const ruled = this.#patterns(text);
    const look = () => {
      const words = this.#words.editsIn(text, this.#naming);
      append(
        edits,
        words.filter((edit) => !isRuleOnly(edit)),
      );
      if ((hints & (PERCENT | BACKSLASH)) !== 0)
        for (const { start, piece } of gapsIn(text, edits)) append(edits, shifted(this.#inViews(piece, depth), start));
      append(edits, words.filter(isRuleOnly));
      if ((hints & LONG_WORD) !== 0 && depth < DEEPEST) {
        const covered = settled(edits);
        const decoded = this.#words.decoded(text, covered, (bytes) => this.bytes(bytes, depth + 1));
        append(edits, ruled.length === 0 ? decoded : decoded.map((edit) => asRuled(edit, ruled)));
      }
    };
    if (ruled.length === 0) look();
    else this.rules.uncounted(look);
    append(edits, ruled);
    return edits;
  }

  #patterns(text: string): readonly Edit[] {
    if (!this.rules.hasPatterns) return NO_EDITS;
    const edits: Edit[] = [];
    this.rules.findPatterns(text, (start, end, sighting) => this.#push(edits, text, start, end, sighting));
    return edits;
  }

  /** Of what is encoded or escaped in a text. */
  #inViews(text: string, depth: number): readonly Edit[] {
    const percent = percentDecoded(text);
    const escaped = unescaped(text);
    return [
      ...(percent ? throughView(this.edits(percent.text, 'none', depth + 1), percent) : NO_EDITS).map((edit) =>
        percentEncoded(edit, text),
      ),
      ...(escaped ? throughView(this.edits(escaped.text, 'none', depth + 1), escaped) : NO_EDITS),
    ];
  }

  /** A list or map of MessagePack from the first byte to the last; undefined where it is none, or holds no secret. */
  #packed(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly secrets: readonly Secret[] } | undefined {
    const first = bytes[0] ?? 0;
    if (!((first > 0x80 && first < 0xa0) || (first >= 0xdc && first <= 0xdf)) || this.#walks.length > DEEPEST)
      return undefined;
    const reader = new MsgpackReader(bytes);
    reader.value();
    if (reader.flaw || !reader.isAtEnd) return undefined;
    const changed = rewriteMsgpack(bytes, this, 'value');
    return changed.secrets.length === 0 ? undefined : changed;
  }

  #binary(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly secrets: readonly Secret[] } {
    const text = printableText(bytes);
    const found: Edit[] = [];
    const hints = hintsOf(text);
    const take = (start: number, end: number, sighting: Sighting) => this.#push(found, text, start, end, sighting);
    if (hints !== 0) {
      findNamed(text, hints, this.names, take);
      findShapes(text, hints, this.secrets.taken, take);
    }
    const edits = settled([
      ...found,
      ...this.#words.editsInOctets(latin1(bytes), this.#naming),
      ...this.#patterns(text),
    ]);
    if (edits.length === 0) return { bytes, secrets: [] };
    const changed = bytes.slice();
    // Nobody knows what counts these bytes, so that there must be as many.
    for (const { start, end, text: name } of edits) {
      const octets = new TextEncoder().encode(name.padEnd(end - start, '-')).subarray(0, end - start);
      changed.set(octets, start);
    }
    return { bytes: changed, secrets: secretsIn(edits) };
  }

  #push(edits: Edit[], text: string, start: number, end: number, sighting: Sighting): void {
    const raw = text.slice(start, end);
    const { secret, isNew } = this.secrets.see(this.#shaped(sighting), this.#origin.seq, () => this.#place());
    if (isNew) this.#naming.onnew(secret);
    const name = this.#naming.nameOf(secret, raw);
    if (name !== undefined) edits.push({ start, end, text: name, secrets: [secret] });
    if (sighting.kind !== 'bearer') return;
    const password = basicPassword(sighting.value);
    if (password === undefined) return;
    const inside = this.secrets.see({ value: password, kind: 'password' }, this.#origin.seq, () => this.#place());
    if (inside.isNew) this.#naming.onnew(inside.secret);
  }

  /** What has a shape of its own is of that kind wherever it stands. */
  #shaped(sighting: Sighting): Sighting {
    if (this.secrets.get(sighting.value)) return sighting;
    const kind = shapeOf(sighting.value);
    return kind === undefined ? sighting : { ...sighting, kind };
  }

  /** What the value under `key` is, in something that is `inherited` itself. */
  classOf(key: string, inherited: KeyClass): KeyClass {
    const own = this.names.classOf(key);
    const { isConnectAnswer = false } = this.#origin;
    // Connection state recovery: who knows the private id gets the session; the offset is an event's place.
    if (key === 'pid' && (isConnectAnswer || inherited === 'token')) return 'session';
    if (key === 'offset' || (key === 'sid' && isConnectAnswer)) return 'none';
    const around = inherited === 'version' ? 'none' : inherited;
    const isWeak = own === 'none' || own === 'maybe token' || own === 'version';
    return isWeak && (own === 'none' || around !== 'none') ? around : own;
  }

  #isRuled(walk: Walk): boolean {
    const { rules, argumentsFrom = 0 } = this.#origin;
    if (!rules || this.#walks[0] !== walk) return false;
    const [position, ...rest] = walk.path;
    if (typeof position !== 'number' || position < argumentsFrom) return false;
    const ids = rulesAt(rules, [position - argumentsFrom, ...rest]);
    for (const id of ids) this.rules.hit(id);
    return ids.length > 0;
  }

  #ruled(raw: string, start: number, end: number, value: string): readonly Edit[] {
    const edits: Edit[] = [];
    if (value.trim() !== '') this.#push(edits, raw, 0, end - start, { value, kind: 'rule' });
    return shifted(edits, start);
  }

  #place(): string {
    const paths = this.#walks.map(({ path }) => pathWords(path, this.#origin.argumentsFrom ?? 0));
    return [this.#origin.label, ...paths].filter((words) => words !== '').join(' ');
  }
}

function pathWords(path: Path, argumentsFrom: number): string {
  const [first, ...rest] = path;
  const shown = typeof first === 'number' ? [Math.max(0, first - argumentsFrom), ...rest] : path;
  return pathText(shown);
}

function startsJson(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x20) return unit === 0x7b || unit === 0x5b || unit === 0x22;
  }
  return false;
}
