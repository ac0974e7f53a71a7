import { VALUE_KINDS, type Members, type Shape } from './shape.ts';

export type TypeStyle = {
  /** Objects below this depth are only named. */
  readonly deepest: number;
  /** Bytes, as the reader calls them. */
  readonly bytes: string;
};

/** For one line of a list. */
export const SHORT: TypeStyle = { deepest: 1, bytes: 'bytes' };
/** For a program in TypeScript. */
export const FULL: TypeStyle = { deepest: Infinity, bytes: 'Bytes' };

/** All kinds of values at a place, as TypeScript writes them. */
export function typeText(shape: Shape, style: TypeStyle, depth = 0): string {
  const types = VALUE_KINDS.filter((kind) => shape.kinds.has(kind)).map((kind) => {
    if (kind === 'bytes') return style.bytes;
    if (kind === 'object') return objectText(shape.members, style, depth);
    return kind === 'array' ? arrayText(shape.elements, style, depth) : kind;
  });
  return types.length === 0 ? 'unknown' : types.join(' | ');
}

function objectText(members: Members, style: TypeStyle, depth: number): string {
  if (members.values) return `Record<string, ${typeText(members.values, style, depth + 1)}>`;
  if (members.of.size === 0) return style.deepest === Infinity ? 'Record<string, unknown>' : '{}';
  if (depth >= style.deepest) return '{…}';
  const lines = [...members.of].map(([name, shape]) => {
    const isAlways = shape.seen >= members.total;
    return `${keyText(name)}${isAlways ? '' : '?'}: ${typeText(shape, style, depth + 1)}`;
  });
  return `{ ${lines.join('; ')} }`;
}

function arrayText(elements: Shape | undefined, style: TypeStyle, depth: number): string {
  if (!elements || elements.seen === 0) return 'unknown[]';
  const text = typeText(elements, style, depth);
  return elements.kinds.size > 1 ? `(${text})[]` : `${text}[]`;
}

/** A member's name as a key, quoted where it is no identifier. */
export function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literalText(name);
}

export function literalText(text: string): string {
  const json = JSON.stringify(text);
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
