import { expect, test } from 'vitest';
import { namespaceNamed, standingOf } from '../../../src/ui/composer/namespaces/namespace-words.ts';
import { messageFrames, readMessage } from '../../../src/ui/composer/plain-message.ts';

test('text crosses as it was typed, blanks and all', () => {
  expect(readMessage(' hello\n', 'text')).toEqual({ ok: true, value: ' hello\n' });
  expect(messageFrames('né')).toMatchObject({ head: '4né', sizeBytes: 4 });
});

test('bytes are read from hex, however a dump sets them apart', () => {
  expect(readMessage('01 fF:0a,10\n', 'hex')).toEqual({ ok: true, value: Uint8Array.of(1, 255, 10, 16) });
  expect(readMessage('', 'hex')).toEqual({ ok: true, value: new Uint8Array() });
  expect(messageFrames(Uint8Array.of(1, 255))).toMatchObject({ head: Uint8Array.of(1, 255), sizeBytes: 2 });
});

test('what is no hex says where, and half a byte is told', () => {
  expect(readMessage('01 0g', 'hex')).toEqual({
    ok: false,
    error: 'Message, character 5: “g” is no hexadecimal digit.',
  });
  expect(readMessage('012', 'hex')).toEqual({
    ok: false,
    error: 'Message: the last byte has one digit; it needs two.',
  });
});

test('bytes are read from base64, and a flaw is told with its place', () => {
  expect(readMessage(' AQI= ', 'base64')).toEqual({ ok: true, value: Uint8Array.of(1, 2) });
  expect(readMessage(' AQ*=', 'base64')).toEqual({
    ok: false,
    error: 'Message, character 4: this is not base64.',
  });
});

test('a namespace is told with its shape and why the server refused it', () => {
  const chat = { nsp: '/chat', isConnected: false, nextAckId: 0 };
  expect(standingOf({ ...chat, isConnected: true }, true)).toEqual({ glyph: 'is-connected', words: 'joined' });
  expect(standingOf({ ...chat, refused: 'not you' }, true)).toEqual({
    glyph: 'is-failed',
    words: 'refused: not you',
  });
  expect(standingOf(chat, true).words).toBe('joining');
  expect(standingOf(chat, false).words).toBe('not joined');
  expect(namespaceNamed(' chat ')).toBe('/chat');
  expect(namespaceNamed('/chat')).toBe('/chat');
});
