/** How an argument is written. The last three are bytes. */
export const FIELD_KINDS = ['json', 'text', 'number', 'word', 'hex', 'base64', 'utf8'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const FIELD_WORDS: Readonly<Record<FieldKind, string>> = {
  json: 'JSON',
  text: 'Text',
  number: 'Number',
  word: 'true, false, null',
  hex: 'Bytes, hex',
  base64: 'Bytes, base64',
  utf8: 'Bytes, text',
};

/** What is neither text, number, nor made of others. */
export const JSON_WORDS: readonly string[] = ['true', 'false', 'null'];

/** One argument as it is typed. */
export type Field = { readonly kind: FieldKind; readonly text: string };

export function isBytes(kind: FieldKind): kind is 'hex' | 'base64' | 'utf8' {
  return kind === 'hex' || kind === 'base64' || kind === 'utf8';
}
