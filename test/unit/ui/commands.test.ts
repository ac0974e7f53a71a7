import { expect, test } from 'vitest';
import { readChord } from '../../../src/ui/commands/chord.ts';
import { KEY_GROUPS } from '../../../src/ui/commands/key-groups.ts';
import { searchCommands } from '../../../src/ui/commands/search-commands.ts';
import { commandOf } from '../../../src/ui/keys.ts';

const [anywhere] = KEY_GROUPS;

test('a chord is read as a keyboard would tell it', () => {
  expect(readChord('Alt Shift D')).toEqual({ key: 'D', code: 'KeyD', ctrlKey: false, altKey: true, shiftKey: true });
  expect(readChord('Ctrl L')).toMatchObject({ key: 'l', ctrlKey: true });
  expect(readChord('P')).toMatchObject({ key: 'p', code: 'KeyP' });
  expect(readChord('1')).toMatchObject({ key: '1', code: 'Digit1' });
  expect(readChord('PgDn')).toMatchObject({ key: 'PageDown' });
  expect(readChord('/')).toMatchObject({ key: '/' });
});

test('words for several keys are no chord', () => {
  for (const keys of ['↑ ↓', 'Home End', '1 2 3 4', 'Alt 1…9', '']) expect(readChord(keys), keys).toBeUndefined();
});

test('what is offered can be pressed', () => {
  for (const { keys } of KEY_GROUPS.flatMap(({ lines }) => lines.flatMap(({ offers }) => offers ?? [])))
    expect(readChord(keys), keys).toBeDefined();
});

test('each key that acts anywhere is a command of the page', () => {
  for (const { keys } of anywhere?.lines.flatMap((line) => line.offers ?? [line]) ?? []) {
    const chord = readChord(keys);
    if (!chord) continue;
    const { ctrlKey = false, altKey = false, shiftKey = false, ...pressed } = chord;
    expect(commandOf({ ...pressed, ctrlKey, altKey, shiftKey, metaKey: false }, false), keys).toBeDefined();
  }
});

test('every typed word counts, and a name that begins with the first comes first', () => {
  const all = ['Open a file', 'To the paired row', 'First row', 'Open session Row 1'].map((name) => ({
    name,
    about: '',
  }));
  expect(searchCommands(all, 'row').map(({ name }) => name)).toEqual([
    'To the paired row',
    'First row',
    'Open session Row 1',
  ]);
  expect(searchCommands(all, 'open').map(({ name }) => name)).toEqual(['Open a file', 'Open session Row 1']);
  expect(searchCommands(all, 'OPEN row').map(({ name }) => name)).toEqual(['Open session Row 1']);
  expect(searchCommands(all, ' ')).toEqual(all);
});
