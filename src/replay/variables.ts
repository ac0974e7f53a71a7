import type { Environment } from './environment.ts';
import type { VariableSource } from './template.ts';

/** The environment that there always is. Its variables hold under those of any other. */
export const DEFAULT_ENVIRONMENT: Environment = {
  id: 'default',
  name: 'Default',
  profiles: [],
  variables: [],
  captures: [],
};

/** What stands for a secret wherever it would be shown. */
export const MASK = '••••';

/** What the clock, chance and the counter give for one message. `random` is a whole number from 0 to 999,999. */
export type Draw = { readonly uuid: string; readonly nowMs: number; readonly seq: number; readonly random: number };

/** Names that need no environment, and what each is. */
export const DRAWN: readonly { readonly name: string; readonly about: string; of(draw: Draw): string }[] = [
  { name: '$uuid', about: 'a random UUID', of: ({ uuid }) => uuid },
  { name: '$now', about: 'the time as ISO 8601, in UTC', of: ({ nowMs }) => new Date(nowMs).toISOString() },
  { name: '$nowMs', about: 'the time in milliseconds since 1970', of: ({ nowMs }) => String(nowMs) },
  { name: '$seq', about: '1, 2, 3 …, one more with each emit', of: ({ seq }) => String(seq) },
  { name: '$random', about: 'a whole number from 0 to 999,999', of: ({ random }) => String(random) },
];

/** What 20 random bytes make of a moment. The UUID is of version 4 (RFC 9562, section 5.4). */
export function drawFrom(random: Uint8Array, nowMs: number, seq: number): Draw {
  const hex = Array.from(random.subarray(0, 16), (byte, i) => {
    const marked = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  // Of 2 ** 32 the remainder favours no number by more than 2 in 10,000.
  const number = new DataView(random.buffer, random.byteOffset).getUint32(16);
  return { uuid, nowMs, seq, random: number % 1_000_000 };
}

export function drawnSource(draw: Draw): VariableSource {
  return (name) => DRAWN.find((drawn) => drawn.name === name)?.of(draw);
}

/** The first that knows a name tells what it stands for. */
export function firstOf(...sources: readonly VariableSource[]): VariableSource {
  return (name) => {
    for (const source of sources) {
      const value = source(name);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/**
 * A capture counts before a variable of its name, as soon as there is something to capture. `environments`: the one in
 * force, then what holds under it.
 */
export function environmentSource(environments: readonly Environment[], captured: VariableSource): VariableSource {
  return firstOf(
    ...environments.map(({ variables, captures }) => (name: string) => {
      const value = captures.some((capture) => capture.name === name) ? captured(name) : undefined;
      return value ?? variables.find((variable) => variable.name === name)?.value;
    }),
  );
}

/** As `source` fills, but with the mask in place of what is secret. */
export function maskedSource(source: VariableSource, isSecret: (name: string) => boolean): VariableSource {
  return (name) => (isSecret(name) && source(name) !== undefined ? MASK : source(name));
}

/** Environments in force, the first counting before the next: `id`'s own, and what holds everywhere. */
export function inForce(environments: readonly Environment[], id: string | undefined): readonly Environment[] {
  const base = environments.find((environment) => environment.id === DEFAULT_ENVIRONMENT.id) ?? DEFAULT_ENVIRONMENT;
  const own = environments.find((environment) => environment.id === id && id !== base.id);
  return own ? [own, base] : [base];
}
