import { expect, test } from 'vitest';
import type { TransportView } from '../../../src/projections/transport-view.ts';
import { seq } from '../../../src/session/entry.ts';
import { transportFigure } from '../../../src/ui/insight/story-figure.ts';
import { failureWords, savingWords, stepBars } from '../../../src/ui/insight/story-words.ts';

const row = { seq: seq(0), part: 0 };
const none = { channels: [], channelCount: 0 };

test('the transport figure tells how it came about', () => {
  const upgraded: TransportView = {
    stories: [{ conn: 1, outcome: 'upgraded', upgradeMs: 14.02, since: 18, steps: [] }],
    reconnects: [],
    ...none,
  };
  expect(transportFigure(upgraded).text).toBe('upgraded after 14.0 ms · websocket');
  const lost = { conn: 1, lostAt: 1, reason: 'transport close', attempts: 1, tries: [] };
  const back = { ...lost, backAt: 2 };
  expect(
    transportFigure({
      stories: [{ conn: 1, outcome: 'websocket', since: 15_290, steps: [] }],
      reconnects: [back, lost],
      ...none,
    }),
  ).toEqual({
    text: 'websocket since 15.290 s · 1 reconnect',
  });
  expect(transportFigure(undefined).text).toBe('none yet');
});

test('steps lie within their story', () => {
  const step = { name: 'probe', row, text: '' } as const;
  const bars = stepBars([
    { ...step, startAt: 100, durationMs: 4 },
    { ...step, startAt: 106 },
    { ...step, startAt: 104, durationMs: 4 },
  ]);
  expect(bars).toEqual([
    { left: 0, width: 0.5 },
    { left: 0.75, width: 0 },
    { left: 0.5, width: 0.5 },
  ]);
});

test('what the upgrade saved is said with what it was measured on', () => {
  const saving = { httpEach: 417.6, polled: 4, exchanges: 3, framingEach: 6.2, messages: 251 };
  expect(savingWords(saving)).toEqual({
    costs: 'A message cost at least 418 B of HTTP before, 6 B of framing after',
    saved: '103 kB saved in 251 messages',
    measured: 'Measured on 4 messages that took 3 requests.',
  });
  expect(savingWords({ ...saving, polled: 0 }).measured).toBe('Measured on the handshake: polling carried no message.');
  expect(savingWords({ ...saving, messages: 0 })).not.toHaveProperty('saved');
});

test('a failed upgrade says what did not come about, and what goes on', () => {
  const story = { conn: 1, sid: 'a', outcome: 'failed', steps: [] } as const;
  expect(failureWords(story, { at: 'probe-answer' })).toBe(
    'The upgrade failed: WebSocket opened, but the probe was not answered. Polling goes on.',
  );
  const { sid: _, ...unopened } = story;
  expect(failureWords(unopened, { at: 'handshake' })).toBe('Failed at the handshake: no session came about.');
  expect(transportFigure({ stories: [story], reconnects: [], ...none })).toEqual({
    text: 'polling · upgrade failed',
    tone: 'error',
  });
});
