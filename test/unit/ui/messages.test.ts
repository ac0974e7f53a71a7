import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { MessageChange, MessageShelf } from '../../../src/storage/messages.ts';
import type { SavedMessage } from '../../../src/storage/stored-message.ts';
import { foundLines, libraryLines, messagesIn } from '../../../src/ui/messages/library-lines.ts';
import { freeName, moveFolder, moveMessage, stepFolder, stepMessage } from '../../../src/ui/messages/library-moves.ts';
import { mergeFile } from '../../../src/ui/messages/merge.ts';
import { readMessageFile, writeMessageFile } from '../../../src/ui/messages/message-file.ts';

/** `a b | Chat: c d | Orders:` as it stands in the pane: names are ids. */
function shelf(drawn: string): MessageShelf {
  const [loose = '', ...held] = drawn.split('|').map((part) => part.trim());
  const folders = held.map((part, place) => ({ id: part.split(':')[0]!, name: part.split(':')[0]!, place }));
  const texts = [loose, ...held.map((part) => part.split(':')[1]!)];
  const messages = texts.flatMap((text, i) => {
    const folder = folders[i - 1]?.id;
    return text
      .split(/\s+/)
      .filter((name) => name !== '')
      .map((name, place): SavedMessage => saved(name, place, folder));
  });
  return { folders, messages };
}

function saved(name: string, place: number, folder?: string): SavedMessage {
  const message = { event: name, args: `["${name}"]`, nsp: '/', expectAck: true, ackTimeoutMs: 5000 };
  return {
    id: name,
    name,
    place,
    ...(folder !== undefined && { folder }),
    message: { ...message, isVolatile: false, isCompressed: true },
  };
}

function draw(drawn: MessageShelf): string {
  const names = (folder?: string) => messagesIn(drawn, folder).map(({ name }) => name);
  return [names().join(' '), ...drawn.folders.map(({ id }) => [`${id}:`, ...names(id)].join(' '))].join(' | ').trim();
}

/** As the storage does it. */
function changed({ folders, messages }: MessageShelf, change: MessageChange | undefined): MessageShelf {
  const merged = <T extends { readonly id: string; readonly place: number }>(
    kept: readonly T[],
    put: readonly T[] = [],
  ): readonly T[] =>
    [...kept.filter(({ id }) => !put.some((item) => item.id === id)), ...put].toSorted((a, b) => a.place - b.place);
  return { folders: merged(folders, change?.put?.folders), messages: merged(messages, change?.put?.messages) };
}

const START = 'a b | Chat: c d | Orders:';
const one = (name: string, from = START) => shelf(from).messages.find(({ id }) => id === name)!;

describe('moving', () => {
  it.each([
    ['a', { folder: 'Chat' }, 'b | Chat: c d a | Orders:'],
    ['a', { folder: 'Chat', before: 'd' }, 'b | Chat: c a d | Orders:'],
    ['d', { folder: undefined, before: 'a' }, 'd a b | Chat: c | Orders:'],
    ['c', { folder: 'Chat', before: 'c' }, START],
    ['d', { folder: 'Chat', before: 'c' }, 'a b | Chat: d c | Orders:'],
  ])('%s to %j', (name, to, expected) => {
    expect(draw(changed(shelf(START), moveMessage(shelf(START), one(name), to)))).toBe(expected);
  });

  it.each([
    ['a', -1, START],
    ['b', -1, 'b a | Chat: c d | Orders:'],
    ['b', 1, 'a | Chat: b c d | Orders:'],
    ['c', -1, 'a b c | Chat: d | Orders:'],
    ['c', 1, 'a b | Chat: d c | Orders:'],
    ['d', 1, 'a b | Chat: c | Orders: d'],
  ] as const)('%s by %d', (name, step, expected) => {
    expect(draw(changed(shelf(START), stepMessage(shelf(START), one(name), step)))).toBe(expected);
  });

  test('a folder goes with what is in it', () => {
    const before = shelf(START);
    const [chat, orders] = before.folders;
    expect(draw(changed(before, stepFolder(before, chat!, 1)))).toBe('a b | Orders: | Chat: c d');
    expect(draw(changed(before, moveFolder(before, orders!, 'Chat')))).toBe('a b | Orders: | Chat: c d');
    expect(stepFolder(before, orders!, 1)).toBeUndefined();
  });

  test('steps one way and back leave the order as it was, and lose nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(1, -1)), { maxLength: 12 }),
        (steps) => {
          let now = shelf(START);
          const taken: (() => void)[] = [];
          const go = (name: string, step: 1 | -1) => {
            const change = stepMessage(
              now,
              now.messages.find(({ id }) => id === name)!,
              step,
            );
            now = changed(now, change);
            return change !== undefined;
          };
          for (const [name, step] of steps) if (go(name, step as 1 | -1)) taken.push(() => go(name, -step as 1 | -1));
          expect(now.messages).toHaveLength(4);
          for (const back of taken.toReversed()) back();
          expect(draw(now)).toBe(START);
        },
      ),
    );
  });
});

const isOpen = () => false;

test('what is deleted keeps its place while it can be undone, a folder as one line', () => {
  const { folders, messages } = shelf(START);
  const gone = { messages: [one('c')] };
  const whole = { folder: folders[0]!, messages: messages.slice(2) };
  const keys = (kept: MessageShelf, deleted: (typeof gone)[]) =>
    libraryLines(kept, deleted, isOpen).map(({ kind, key }) => (kind === 'deleted' ? `(${key})` : key));
  expect(keys({ folders, messages: messages.filter(({ id }) => id !== 'c') }, [gone])).toEqual(
    ['a', 'b', 'Chat', '(c)', 'd', 'Orders'], //
  );
  expect(keys({ folders: folders.slice(1), messages: messages.slice(0, 2) }, [whole])).toEqual(
    ['a', 'b', '(Chat)', 'Orders'], //
  );
  // For the moment between the two, it is not there twice.
  expect(keys({ folders, messages }, [gone, whole])).toEqual(['a', 'b', 'Chat', 'c', 'd', 'Orders']);
});

test('a folded folder hides its messages; a search finds them all the same, by any word', () => {
  expect(libraryLines(shelf(START), [], (id) => id === 'Chat').map(({ key }) => key)).toEqual([
    'a',
    'b',
    'Chat',
    'Orders',
  ]);
  expect(foundLines(shelf(START), 'chat "D"').map(({ key }) => key)).toEqual(['d']);
});

describe('a file', () => {
  let next = 0;
  const newId = () => `new-${next++}`;
  const read = (text: string) => {
    const outcome = readMessageFile(text);
    return outcome.ok ? outcome.value : outcome.error;
  };

  test('written and read into nothing is the same shelf; into itself it changes nothing', () => {
    const from = shelf(START);
    const file = readMessageFile(writeMessageFile(from));
    if (!file.ok) throw new Error(file.error.join());
    const merged = mergeFile({ folders: [], messages: [] }, file.value, newId);
    const folders = merged.change.put!.folders!.map(({ name }) => name);
    expect([folders, merged.added]).toEqual([['Chat', 'Orders'], 4]);
    expect(merged.change.put!.messages!.map(({ message }) => message)).toEqual(
      from.messages.map(({ message }) => message),
    );
    expect(mergeFile(from, file.value, newId)).toMatchObject({ added: 0, known: 4 });
  });

  test('of one folder holds that folder; another message of a name is added under a number, each once', () => {
    const file = readMessageFile(writeMessageFile(shelf('x | Chat: c | Orders:'), 'Chat'));
    if (!file.ok) throw new Error(file.error.join());
    const there = shelf('| Chat: c');
    const other = { ...there, messages: there.messages.map((c) => ({ ...c, message: { ...c.message, args: '[]' } })) };
    const { change } = mergeFile(other, file.value, newId);
    expect(change.put!.folders).toEqual([]);
    expect(change.put!.messages).toMatchObject([{ name: 'c 2', folder: 'Chat', place: 1 }]);
    expect(mergeFile(changed(other, change), file.value, newId)).toMatchObject({ added: 0, known: 1 });
  });

  it.each([
    ['{', ['Line 1, column 2: this is not JSON.']],
    ['[]', ['The file holds no saved messages: its “format” is not “sockscope-messages”.']],
    ['{"format":"sockscope-messages","version":9}', ['The file is of version 9; this Sockscope reads 1.']],
    [
      '{"format":"sockscope-messages","version":1,\n"messages":[{"name":"a","event":5},\n{"event":"b","nsp":"c"}]}',
      [
        'Line 2, column 33: “messages[0].event” should be text.',
        'Line 3, column 1: “messages[1].name” is missing.',
        'Line 3, column 20: “messages[1].nsp” should begin with /.',
      ],
    ],
  ])('that is wrong is refused with its places: %s', (text, reasons) => expect(read(text)).toEqual(reasons));

  test('that says little is filled up', () => {
    const text =
      '{"format":"sockscope-messages","version":1,"folders":[{"name":" F ","messages":[{"name":"a","event":"e"}]}]}';
    expect(read(text)).toEqual({
      messages: [],
      folders: [
        {
          name: 'F',
          messages: [
            {
              name: 'a',
              event: 'e',
              args: '[]',
              nsp: '/',
              expectAck: false,
              ackTimeoutMs: 5000,
              isVolatile: false,
              isCompressed: true,
            },
          ],
        },
      ],
    });
  });
});

test('a taken name gets a number', () => {
  const taken = [{ name: 'a' }, { name: 'a 2' }];
  expect([freeName('a', taken), freeName('a 2', taken), freeName('b', taken)]).toEqual(['a 3', 'a 3', 'b']);
});
