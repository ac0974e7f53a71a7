import { utf8Length } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { readBase64, readHex } from './bytes-text.ts';
import type { Frames } from './preflight/frames.ts';

/** How a message of bare Engine.IO is typed: as text, or as bytes in one of two spellings. */
export const MESSAGE_FORMS = ['text', 'hex', 'base64'] as const;
export type MessageForm = (typeof MESSAGE_FORMS)[number];

export const MESSAGE_FORM_WORDS: Readonly<Record<MessageForm, string>> = {
  text: 'Text',
  hex: 'Bytes, hex',
  base64: 'Bytes, base64',
};

/** What was typed as it will cross, or a sentence with the place of what is wrong with it. */
export function readMessage(typed: string, form: MessageForm): Result<string | Uint8Array, string> {
  if (form === 'text') return ok(typed);
  const bytes = form === 'hex' ? readHex(typed) : readBase64(typed);
  if (bytes.ok) return bytes;
  return fail(bytes.error.startsWith('character') ? `Message, ${bytes.error}.` : `Message: ${bytes.error}.`);
}

/** The frame that it makes on a WebSocket; 4 is the Engine.IO type `message`, which bytes of generation 4 go without. */
export function messageFrames(payload: string | Uint8Array): Frames {
  const head = typeof payload === 'string' ? `4${payload}` : payload;
  const sizeBytes = typeof head === 'string' ? utf8Length(head) : head.length;
  return { head, attachments: [], sizeBytes, largestBytes: sizeBytes };
}
