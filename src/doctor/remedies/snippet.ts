import type { Snippet } from '../finding.ts';

/**
 * Reads a snippet drawn with a margin of two characters: `+ ` stands before a line that is the change, two blanks
 * before any other.
 */
export function snippet(name: string, drawn: string): Snippet {
  const lines = drawn.replace(/^\n/, '').trimEnd().split('\n');
  return {
    name,
    code: lines.map((line) => line.slice(2).trimEnd()).join('\n'),
    changed: lines.flatMap((line, i) => (line.startsWith('+') ? [i] : [])),
  };
}

/** A string literal of JavaScript and Python alike. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
