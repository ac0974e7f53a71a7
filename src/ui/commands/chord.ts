/** One key with what is held beside it, as a keyboard event says it. */
export type Chord = Pick<KeyboardEventInit, 'ctrlKey' | 'altKey' | 'shiftKey'> & {
  readonly key: string;
  readonly code: string;
};

const HELD = ['Ctrl', 'Alt', 'Shift'] as const;
const NAMED: Readonly<Record<string, string>> = {
  Esc: 'Escape',
  PgUp: 'PageUp',
  PgDn: 'PageDown',
  Space: ' ',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
};

/** Reads "Alt Shift D"; undefined where the words name several keys, or none that can be pressed. */
export function readChord(keys: string): Chord | undefined {
  const words = keys.split(' ');
  const held = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  if (last === '' || (last.length > 1 && !/^[A-Z][A-Za-z\d]*$/.test(last))) return undefined;
  if (!held.every((word) => HELD.some((name) => name === word))) return undefined;
  const shiftKey = held.includes('Shift');
  const key = NAMED[last] ?? (/^[A-Z]$/.test(last) && !shiftKey ? last.toLowerCase() : last);
  return { key, code: codeOf(last), ctrlKey: held.includes('Ctrl'), altKey: held.includes('Alt'), shiftKey };
}

function codeOf(key: string): string {
  if (/^[A-Z]$/.test(key)) return `Key${key}`;
  return /^\d$/.test(key) ? `Digit${key}` : key;
}
