import { expect, test } from 'vitest';
import { frameOf, frameWarning } from '../../../src/ui/composer/check-draft.ts';

test('the frame is shown exactly as it will cross', () => {
  expect(frameOf('message', '["hi", {"a":1}]', '/chat', 13)).toEqual({
    ok: true,
    value: { text: '42/chat,13["message","hi",{"a":1}]', sizeBytes: 34, attachments: 0 },
  });
  expect(frameOf('ping me', '', '/', undefined)).toMatchObject({ value: { text: '42["ping me"]' } });
});

test('attachments count towards the size', () => {
  const frame = frameOf('up', '[{"$binary":"AQID"}]', '/', undefined);
  expect(frame).toEqual({
    ok: true,
    value: { text: '451-["up",{"_placeholder":true,"num":0}]', sizeBytes: 43, attachments: 1 },
  });
});

test('what cannot be sent is said with its place', () => {
  const error = (event: string, args: string) => {
    const frame = frameOf(event, args, '/', undefined);
    return frame.ok ? undefined : frame.error;
  };
  expect(error('', '[]')).toMatch(/name is missing/);
  for (const name of ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']) {
    expect(error(name, '[]')).toMatch(/reserved/);
  }
  expect(error('a', '[1,\n 2,]')).toMatch(/^Arguments, line 2, column 4: /);
  expect(error('a', '{"a":1}')).toMatch(/put \[ and \] around/);
});

test('a frame too large or with too many attachments is warned of', () => {
  expect(frameWarning({ text: '', sizeBytes: 78, attachments: 0 }, 1_000_000)).toBeUndefined();
  expect(frameWarning({ text: '', sizeBytes: 1_000_001, attachments: 0 }, 1_000_000)).toMatch(/Larger/);
  expect(frameWarning({ text: '', sizeBytes: 1_000_001, attachments: 0 }, undefined)).toBeUndefined();
  expect(frameWarning({ text: '', sizeBytes: 99, attachments: 11 }, undefined)).toMatch(/at most 10/);
});
