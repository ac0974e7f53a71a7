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

const SHOWN = 40;

/** As a person would write it, shortened. However deep or long it is, no more of it is looked at than is shown. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = written(value, SHOWN + 1);
  return json.length > SHOWN ? `${json.slice(0, SHOWN)}…` : json;
}

/** The JSON of a value that came from JSON, or at least its first `most` characters. */
function written(value: unknown, most: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, most));
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  let json = isList ? '[' : '{';
  for (const name in value) {
    if (json.length > most) return json;
    const before = json.length > 1 ? ',' : '';
    const label = isList ? '' : `${written(name, most)}:`;
    json += before + label + written(Reflect.get(value, name), most - json.length);
  }
  return `${json}${isList ? ']' : '}'}`;
}
