import type { UnknownFields } from '../wire/wire-event.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields whose names are not in `known`, in their order; undefined where there are none. */
export function unknownFields(fields: JsonObject, known: ReadonlySet<string>): UnknownFields | undefined {
  let strangers: [string, unknown][] | undefined;
  for (const name in fields) {
    if (known.has(name)) continue;
    strangers ??= [];
    strangers.push([name, fields[name]]);
  }
  // `fromEntries` defines its properties, so that a field called `__proto__` becomes one like any other.
  return strangers && Object.fromEntries(strangers);
}

/** As a person would write it, shortened. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 40)}…` : json;
}
