import { base64Decode } from '../base/bytes.ts';
import type { Headers, Payload } from '../wire/wire-event.ts';
import type { JsonObject } from './unknown-fields.ts';
import { isJsonObject, shownValue } from './unknown-fields.ts';

/**
 * Takes fields out of one line and remembers the first that is not as it should be; what it returns for that one is
 * never used. By hand rather than by schema, because a session has millions of lines.
 */
export class LineFields {
  readonly #fields: JsonObject;
  #problem: string | undefined;

  constructor(fields: JsonObject) {
    this.#fields = fields;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  json(name: string): unknown {
    return this.#fields[name];
  }

  text(name: string): string {
    const value = this.#fields[name];
    return typeof value === 'string' ? value : this.#miss(name, 'text', '');
  }

  number(name: string, most = Infinity): number {
    const value = this.#fields[name];
    if (typeof value === 'number' && Number.isFinite(value) && value <= most) return value;
    return this.#miss(name, most === Infinity ? 'a number' : `a number up to ${most}`, 0);
  }

  wholeNumber(name: string, most: number): number {
    const value = this.#fields[name];
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
    return this.#miss(name, `a whole number from 0 to ${most}`, 0);
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    return typeof value === 'boolean' ? value : this.#miss(name, 'true or false', false);
  }

  oneOf<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
    const value = this.#fields[name];
    return allowed.find((each) => each === value) ?? this.#miss(name, allowed.join(' or '), allowed[0]);
  }

  headers(): Headers {
    const value = this.#fields['headers'];
    return isHeaders(value) ? value : this.#miss('headers', 'an object of texts', {});
  }

  /** Undefined where the line has none. */
  payload(): Payload | undefined {
    if (!this.has('base64')) return this.has('text') ? this.text('text') : undefined;
    if (this.has('text')) this.#problem ??= 'has both "text" and "base64"; one of them was expected.';
    const encoded = this.text('base64');
    return base64Decode(encoded) ?? this.#miss('base64', 'bytes in base64', undefined);
  }

  needsPayload(): void {
    this.#problem ??= 'has neither "text" nor "base64"; one of them was expected.';
  }

  #miss<T>(name: string, expected: string, instead: T): T {
    this.#problem ??= `"${name}" should be ${expected}, found ${shownValue(this.#fields[name])}.`;
    return instead;
  }
}

function isHeaders(value: unknown): value is Headers {
  return isJsonObject(value) && Object.values(value).every((each) => typeof each === 'string');
}
