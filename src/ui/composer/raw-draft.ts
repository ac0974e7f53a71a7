import { utf8Length } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { RawMessage } from '../../replay/raw/raw-message.ts';
import type { Payload } from '../../wire/wire-event.ts';
import { readHex } from './bytes-text.ts';
import { readMessage, type MessageForm } from './plain-message.ts';
import type { Frames } from './preflight/frames.ts';

export type RawLayer = RawMessage['layer'];
export const RAW_LAYERS: readonly RawLayer[] = ['socket', 'engine', 'frame'];

/** A raw message as the person typed it. `attachments`: hexadecimal bytes, a semicolon between two. */
export type RawDraft = {
  readonly layer: RawLayer;
  readonly form: MessageForm;
  readonly typed: Readonly<Record<RawLayer, string>>;
  readonly attachments: string;
};

export const FIRST_RAW: RawDraft = {
  layer: 'frame',
  form: 'text',
  typed: { socket: '2["echo","raw"]', engine: '3', frame: '42["echo"' },
  attachments: '',
};

/** What was typed as it will cross, or a sentence with the place of what is wrong with it. */
export function readRaw({ layer, form, typed, attachments }: RawDraft): Result<RawMessage, string> {
  const first = readMessage(typed[layer], layer === 'engine' ? 'text' : form);
  if (!first.ok) return first;
  if (layer === 'engine' && !/^[0-6]/.test(typed.engine))
    return fail('An Engine.IO packet begins with its type, 0 to 6: send anything else as a frame.');
  if (layer !== 'socket' || attachments.trim() === '') return ok({ layer, parts: [first.value] });
  const parts: Payload[] = [first.value];
  for (const [index, text] of attachments.split(';').entries()) {
    const bytes = readHex(text);
    if (!bytes.ok) return fail(`Attachment ${index + 1}: ${bytes.error}.`);
    parts.push(bytes.value);
  }
  return ok({ layer, parts });
}

/** As a WebSocket carries it; `old`: generation 3 writes its type before bytes, too. */
export function rawFrames({ layer, parts }: RawMessage, isOld: boolean): Frames {
  const [head = '', ...attachments] = parts.map((part) => {
    if (layer !== 'socket') return part;
    if (typeof part === 'string') return `4${part}`;
    return isOld ? Uint8Array.of(4, ...part) : part;
  });
  const sizes = [head, ...attachments].map((part) => (typeof part === 'string' ? utf8Length(part) : part.length));
  return {
    head,
    attachments: attachments.filter((part) => typeof part !== 'string'),
    sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
    largestBytes: Math.max(...sizes),
  };
}

export function layerWord(layer: RawLayer, via: string): string {
  if (layer === 'socket') return 'Socket.IO packet';
  if (layer === 'engine') return 'Engine.IO packet';
  return via === 'polling' ? 'Body of a POST' : 'WebSocket frame';
}
