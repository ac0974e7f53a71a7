/** Fields of something that a file may have filled with anything. */
export type Loose = Readonly<Record<string, unknown>>;

const TEXT_LIMIT = 300;

export function looseIn(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Long text is cut: it goes into sentences. */
export function textIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.length > TEXT_LIMIT ? `${value.slice(0, TEXT_LIMIT)}…` : value;
}

export function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((element): element is string => typeof element === 'string') : [];
}

/** What JSON says; undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
