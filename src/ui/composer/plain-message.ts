import { base64Decode, base64FlawAt, utf8Length } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { Frame } from './check-draft.ts';

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
  return form === 'hex' ? readHex(typed) : readBase64(typed);
}

function readHex(typed: string): Result<Uint8Array, string> {
  // Bytes are copied from dumps, where they stand apart.
  const stray = /[^\da-f\s:,]/i.exec(typed);
  if (stray) return fail(`Message, character ${stray.index + 1}: “${stray[0]}” is no hexadecimal digit.`);
  const digits = typed.replace(/[\s:,]/g, '');
  if (digits.length % 2 === 1) return fail('Message: the last byte has one digit; it needs two.');
  return ok(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

function readBase64(typed: string): Result<Uint8Array, string> {
  const trimmed = typed.trim();
  const flawAt = base64FlawAt(trimmed);
  const bytes = flawAt === -1 ? base64Decode(trimmed) : undefined;
  const place = typed.indexOf(trimmed) + Math.max(0, flawAt) + 1;
  return bytes ? ok(bytes) : fail(`Message, character ${place}: this is not base64.`);
}

/** The frame that it makes on a WebSocket; 4 is the Engine.IO type `message`, which bytes go without. */
export function messageFrame(payload: string | Uint8Array): Frame {
  if (typeof payload !== 'string') {
    const hex = Array.from(payload.subarray(0, 64), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return { text: hex, sizeBytes: payload.length, attachments: 0 };
  }
  return { text: `4${payload}`, sizeBytes: utf8Length(payload) + 1, attachments: 0 };
}
