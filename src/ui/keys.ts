export type Command =
  | 'commands'
  | 'url'
  | 'filter'
  | 'dock'
  | 'left'
  | 'open-file'
  | 'next-pane'
  | 'previous-pane'
  | 'keys'
  | 'duplicate'
  | 'sessions';

const WITH_CONTROL: Readonly<Record<string, Command>> = {
  k: 'commands',
  l: 'url',
  j: 'dock',
  b: 'left',
  o: 'open-file',
};
/** By their place on the keyboard, because with Alt a Mac types other characters. */
const WITH_ALT_SHIFT: Readonly<Record<string, Command>> = { KeyD: 'duplicate', KeyS: 'sessions' };
const ALONE: Readonly<Record<string, Command>> = { '/': 'filter', '?': 'keys' };

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Alt 1 to 9: which tab, from 0. By its place on the keyboard, because with Alt a Mac types other characters. */
export function tabPicked({ code, altKey, ctrlKey, metaKey, shiftKey }: Pressed): number | undefined {
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(code) ?? [];
  return altKey && !ctrlKey && !metaKey && !shiftKey && digit !== undefined ? Number(digit) - 1 : undefined;
}

/** Keys without Ctrl or ⌘ are typed text while a field has the focus, so they act only elsewhere. */
export function commandOf(pressed: Pressed, isInField: boolean): Command | undefined {
  if (pressed.altKey) return pressed.shiftKey ? WITH_ALT_SHIFT[pressed.code] : undefined;
  if (pressed.key === 'F6') return pressed.shiftKey ? 'previous-pane' : 'next-pane';
  if (pressed.ctrlKey || pressed.metaKey) return pressed.shiftKey ? undefined : WITH_CONTROL[pressed.key.toLowerCase()];
  return isInField ? undefined : ALONE[pressed.key];
}
