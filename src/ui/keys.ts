export type Command =
  'url' | 'filter' | 'dock' | 'left' | 'open-file' | 'next-pane' | 'previous-pane' | 'keys' | 'duplicate';

type KeyLine = { readonly keys: string; readonly does: string };

/** What the keys dialog shows. */
export const KEY_GROUPS: readonly { readonly name: string; readonly lines: readonly KeyLine[] }[] = [
  {
    name: 'Anywhere',
    lines: [
      { keys: 'Ctrl L', does: 'server URL' },
      { keys: 'Ctrl O', does: 'open a file' },
      { keys: 'Ctrl B', does: 'fold the left side' },
      { keys: 'Ctrl J', does: 'fold the composer' },
      { keys: 'F6', does: 'next pane, Shift F6 the previous' },
      { keys: 'Alt 1…9', does: 'a connection by its tab' },
      { keys: 'Alt Shift D', does: 'duplicate the connection' },
      { keys: '/', does: 'filter, Esc back to the rows' },
      { keys: '?', does: 'these keys' },
    ],
  },
  {
    name: 'In the timeline',
    lines: [
      { keys: '↑ ↓', does: 'select a row' },
      { keys: 'PgUp PgDn', does: 'by a page' },
      { keys: 'Home End', does: 'first and newest row' },
      { keys: 'Enter', does: 'to its details' },
      { keys: 'P', does: 'to the paired row' },
      { keys: 'F', does: 'follow the newest' },
      { keys: 'R', does: 'send the selected event again' },
      { keys: '1 2 3 4', does: 'Message, Packet, Bytes, Explain' },
    ],
  },
  { name: 'In the composer', lines: [{ keys: 'Ctrl Enter', does: 'emit' }] },
];

const WITH_CONTROL: Readonly<Record<string, Command>> = { l: 'url', j: 'dock', b: 'left', o: 'open-file' };
const ALONE: Readonly<Record<string, Command>> = { '/': 'filter', '?': 'keys' };

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Alt 1 to 9: which tab, from 0. By its place on the keyboard, because with Alt a Mac types other characters. */
export function tabPicked({ code, altKey, ctrlKey, metaKey, shiftKey }: Pressed): number | undefined {
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(code) ?? [];
  return altKey && !ctrlKey && !metaKey && !shiftKey && digit !== undefined ? Number(digit) - 1 : undefined;
}

/** Keys without Ctrl or ⌘ are typed text while a field has the focus, so they act only elsewhere. */
export function commandOf(pressed: Pressed, isInField: boolean): Command | undefined {
  if (pressed.altKey) return pressed.shiftKey && pressed.code === 'KeyD' ? 'duplicate' : undefined;
  if (pressed.key === 'F6') return pressed.shiftKey ? 'previous-pane' : 'next-pane';
  if (pressed.ctrlKey || pressed.metaKey) return pressed.shiftKey ? undefined : WITH_CONTROL[pressed.key.toLowerCase()];
  return isInField ? undefined : ALONE[pressed.key];
}
