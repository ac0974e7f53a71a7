import type { Payload } from '../../wire/wire-event.ts';
import { jsonIn, looseIn, numberIn, textIn } from './loose.ts';

/** What a body is that is not what the client asked for. */
export type Answer =
  /** Of Engine.IO: `{"code":1,"message":"Session ID unknown"}`, or what python-engineio writes in its place. */
  | { readonly kind: 'engine-error'; readonly code: number; readonly message: string }
  /** A handshake as Socket.IO 1 and 2 write it: with its length before it. */
  | { readonly kind: 'generation-3' }
  | { readonly kind: 'html'; readonly start: string }
  /** From Sockscope's own relay: why it could not reach the server. */
  | { readonly kind: 'relay'; readonly sentence: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other'; readonly start: string };

const LOOKED_AT = 1000;
const SHOWN = 60;

// engine.io sends codes with these meanings; python-engineio 4.3 sends these sentences as JSON strings.
const PYTHON_ERRORS: readonly (readonly [RegExp, number])[] = [
  [/^Invalid transport/, 0],
  [/^Invalid session/, 1],
  [/^Invalid websocket upgrade/, 3],
  [/^Not an accepted origin/, 4],
  [/unsupported version/, 5],
];

export function answerIn(payload: Payload | undefined): Answer {
  if (payload === undefined || payload.length === 0) return { kind: 'empty' };
  const text = typeof payload === 'string' ? payload.slice(0, LOOKED_AT) : latinText(payload);
  // Socket.IO 1 writes the length in binary: 00, digits as bytes, ff (which is no UTF-8).
  if (/^(?:\d+:|\0[\0-\x09]+[\xff\ufffd])0\{/.test(text)) return { kind: 'generation-3' };
  const start = text.slice(0, SHOWN);
  if (/^\s*</.test(text)) return { kind: 'html', start };
  const json = jsonIn(text);
  return engineErrorIn(json) ?? relayAnswerIn(json) ?? { kind: 'other', start };
}

function engineErrorIn(json: unknown): Answer | undefined {
  if (typeof json === 'string') {
    const code = PYTHON_ERRORS.find(([pattern]) => pattern.test(json))?.[1];
    return code === undefined ? undefined : { kind: 'engine-error', code, message: json };
  }
  const { code: told, message } = looseIn(json);
  const code = numberIn(told);
  return code === undefined ? undefined : { kind: 'engine-error', code, message: textIn(message) ?? '' };
}

function relayAnswerIn(json: unknown): Answer | undefined {
  const sentence = textIn(looseIn(json)['relay']);
  return sentence === undefined ? undefined : { kind: 'relay', sentence };
}

function latinText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, LOOKED_AT));
}
