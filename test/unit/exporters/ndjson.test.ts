import { expect, test } from 'vitest';
import { exportLines, writeEvent, writeHeader } from '../../../src/exporters/ndjson.ts';
import type { SessionHeader } from '../../../src/session/header.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';
import { sourceOf } from './session-file.ts';

const HEADER: SessionHeader = {
  tags: ['t'],
  notes: [{ text: 'freezes here', seq: 12 }],
  connections: [],
  userAgent: 'u',
  app: 'sockscope 0.1.0',
  startedAt: '2026-11-20T10:15:02.120Z',
  name: 'n',
  id: 'i',
};

function frame(at: number, payload: string | Uint8Array): WireEvent {
  return { payload, dir: 'sent', via: 'websocket', chan: 4, kind: 'frame', conn: 1, at: captureMs(at) };
}

test('fields stand in the order of the format, whatever order the values have', () => {
  expect(writeHeader(HEADER)).toBe(
    '{"format":"sockscope","version":1,"id":"i","name":"n","startedAt":"2026-11-20T10:15:02.120Z","app":"sockscope 0.1.0",' +
      '"userAgent":"u","connections":[],"notes":[{"seq":12,"text":"freezes here"}],"tags":["t"]}\n',
  );
  expect(writeEvent(5, { ...frame(55, new Uint8Array([1, 2, 3])), more: { opcode: 2 } })).toBe(
    '{"seq":5,"at":55,"conn":1,"kind":"frame","chan":4,"via":"websocket","dir":"sent","base64":"AQID","opcode":2}\n',
  );
});

test('times have at most three decimals', () => {
  const at = (ms: number) => /"at":([^,]*)/.exec(writeEvent(0, { ...frame(0, ''), at: ms as never }))?.[1];
  expect([at(0.1 + 0.2), at(1e-7), at(86_400_000.123_456), at(1e12)]).toEqual([
    '0.3',
    '0',
    '86400000.123',
    '1000000000000',
  ]);
});

test('a large session comes in pieces of about a quarter of a megabyte, each of whole lines', async () => {
  const events = Array.from({ length: 300 }, (_, i) => frame(i, 'x'.repeat(10_000)));
  const pieces: string[] = [];
  for await (const piece of exportLines(sourceOf(HEADER, events))) pieces.push(piece);
  expect(pieces).toHaveLength(12);
  for (const piece of pieces) {
    expect(piece.endsWith('}\n')).toBe(true);
    expect(piece.length).toBeLessThan(275_000);
  }
  expect(pieces.join('').split('\n')).toHaveLength(302);
});
