export type Command = 'url' | 'filter' | 'dock' | 'left' | 'open-file' | 'next-pane' | 'previous-pane' | 'keys';

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

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Keys without Ctrl or ⌘ are typed text while a field has the focus, so they act only elsewhere. */
export function commandOf(pressed: Pressed, isInField: boolean): Command | undefined {
  if (pressed.altKey) return undefined;
  if (pressed.key === 'F6') return pressed.shiftKey ? 'previous-pane' : 'next-pane';
  if (pressed.ctrlKey || pressed.metaKey) return pressed.shiftKey ? undefined : WITH_CONTROL[pressed.key.toLowerCase()];
  return isInField ? undefined : ALONE[pressed.key];
}
