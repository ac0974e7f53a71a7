import * as v from 'valibot';
import type { Result } from '../../base/result.ts';
import type { Message } from '../../replay/message.ts';
import type { MessageShelf } from '../../storage/messages.ts';
import { readCheckedFile } from './checked-file.ts';
import { messagesIn } from './library-lines.ts';

const FORMAT = 'sockscope-messages';
const VERSION = 1;

export type NamedMessage = { readonly name: string } & Message;

/** What a file holds: messages of no folder, and folders of them. */
export type MessageFile = {
  readonly messages: readonly NamedMessage[];
  readonly folders: readonly { readonly name: string; readonly messages: readonly NamedMessage[] }[];
};

const TEXT = v.string('should be text');
const NAME = v.pipe(TEXT, v.trim(), v.minLength(1, 'should not be empty'), v.maxLength(200, 'is too long'));
const FLAG = v.boolean('should be true or false');
const TIMEOUT = v.pipe(v.number('should be a number'), v.minValue(1, 'should be 1 or more'));
const MESSAGE = v.object(
  {
    name: NAME,
    event: TEXT,
    args: v.optional(TEXT, '[]'),
    nsp: v.optional(v.pipe(TEXT, v.startsWith('/', 'should begin with /')), '/'),
    expectAck: v.optional(FLAG, false),
    ackTimeoutMs: v.optional(TIMEOUT, 5000),
    isVolatile: v.optional(FLAG, false),
    isCompressed: v.optional(FLAG, true),
  },
  'should be a message',
);
const MESSAGES = v.optional(v.array(MESSAGE, 'should be a list'), []);
const FOLDER = v.object({ name: NAME, messages: MESSAGES }, 'should be a folder');
const FILE = v.object({ messages: MESSAGES, folders: v.optional(v.array(FOLDER, 'should be a list'), []) });

/** All messages, or those of one folder. Variables stand in them by name, so no value of one is among them. */
export function writeMessageFile(shelf: MessageShelf, folder?: string): string {
  const inside = (id: string | undefined) => messagesIn(shelf, id).map(({ name, message }) => ({ name, ...message }));
  const folders = shelf.folders
    .filter(({ id }) => folder === undefined || id === folder)
    .map(({ id, name }) => ({ name, messages: inside(id) }));
  const messages = folder === undefined ? inside(undefined) : [];
  return `${JSON.stringify({ format: FORMAT, version: VERSION, messages, folders }, undefined, 2)}\n`;
}

/** The failure is sentences, each with the place in the file. */
export function readMessageFile(text: string): Result<MessageFile, readonly string[]> {
  return readCheckedFile(text, { format: FORMAT, version: VERSION, holds: 'saved messages' }, FILE);
}
