import { expect, test } from 'vitest';
import { Acks } from '../../../src/projections/acks.ts';
import { seq } from '../../../src/session/entry.ts';
import { Transcriber } from '../../../src/session/transcribe.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { viewOf } from './fold.ts';

test('an answered question tells who asked, what, and how long the answer took', () => {
  expect(viewOf(new Acks(), '5ms > 42/chat,7["ask",1]\n26.5ms < 43/chat,7["yes"]')).toEqual({
    answered: 1,
    late: 0,
    waitingForServer: 0,
    waitingForYou: 0,
    timedOut: 0,
    lost: 0,
    duplicate: 0,
    unasked: 0,
    eventCount: 1,
    events: [
      {
        askedBy: 'client',
        nsp: '/chat',
        event: 'ask',
        asked: 1,
        unanswered: 0,
        took: { count: 1, medianMs: 21.5, p95Ms: 21.5, maxMs: 21.5, bars: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0] },
      },
    ],
    latest: [
      {
        question: { seq: 0, part: 0 },
        answer: { seq: 1, part: 0 },
        conn: 1,
        askedBy: 'client',
        nsp: '/chat',
        event: 'ask',
        id: 7,
        askedAt: 5,
        tookMs: 21.5,
        state: 'answered',
      },
    ],
  });
});

test('waiting ones come first, then the newest; counts tell who waits for whom', () => {
  const view = viewOf(
    new Acks(),
    `
      0ms > 420["a"]
      1ms > 421["b"]
      2ms < 420["c"]
      3ms < 431[]
      4ms > POST #1 /socket.io/ 42["plain"]␞422["d"]
      5ms > 430[]
      6ms < 421["e"]
      7ms < 431["for a question that was answered"]
    `,
  );
  expect(view).toMatchObject({ answered: 2, waitingForServer: 2, waitingForYou: 1, lost: 0, duplicate: 1 });
  expect(view.latest.map(({ event, state, askedBy }) => `${event} ${state} ${askedBy}`)).toEqual([
    'a waiting client',
    'd waiting client',
    'e waiting server',
    'b duplicate client',
    'c answered server',
    'b answered client',
  ]);
  expect(view.latest[1]?.question).toEqual({ seq: 4, part: 2 });
});

test('what waits when its namespace is lost is lost, and an answer of the next socket is not its answer', () => {
  const view = viewOf(
    new Acks(),
    `
      0ms > 420["old"]
      1ms > 42/chat,0["other"]
      2ms client disconnect / {"reason":"io server disconnect"}
      3ms < 40{"sid":"b"}
      4ms < 430["stray"]
    `,
  );
  expect(view).toMatchObject({ answered: 0, waitingForServer: 1, lost: 1, unasked: 1 });
  expect(view.latest).toMatchObject([
    { event: 'other', state: 'waiting' },
    { event: '', state: 'unknown', answer: { seq: 4 } },
    { event: 'old', state: 'lost' },
  ]);
  expect(view.latest[1]).not.toHaveProperty('question');
  expect(view.latest[2]).not.toHaveProperty('tookMs');
});

test('when the whole connection is lost, what waits in any namespace is lost', () => {
  const view = viewOf(
    new Acks(),
    `
      0ms > 420["here"]
      1ms > 42/chat,0["there"]
      2ms client disconnect / {"reason":"transport close"}
    `,
  );
  expect(view).toMatchObject({ waitingForServer: 0, lost: 2 });
});

test('a question asked again with the same id leaves the first one lost', () => {
  const view = viewOf(new Acks(), '0ms > 427["first"]\n1ms > 427["second"]');
  expect(view).toMatchObject({ waitingForServer: 1, lost: 1 });
  expect(view.latest.map(({ event, state }) => `${event} ${state}`)).toEqual(['second waiting', 'first lost']);
});

test('binary questions and answers count as well', () => {
  const view = viewOf(
    new Acks(),
    `
      0ms > 451-3["up",{"_placeholder":true,"num":0}]
      0ms > hex 01
      4ms < 461-3[{"_placeholder":true,"num":0}]
      4ms < hex 02
    `,
  );
  expect(view.latest).toMatchObject([{ event: 'up', tookMs: 4, state: 'answered' }]);
});

test('a digit that a CONNECT carries is no acknowledgement', () => {
  expect(viewOf(new Acks(), '0ms > 405{}').latest).toEqual([]);
});

function frame(at: number, dir: 'sent' | 'received', payload: string): WireEvent {
  return { at: captureMs(at), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir, payload };
}

test('a hundred thousand acknowledgements are counted and the newest 200 shown', () => {
  const acks = new Acks();
  const transcriber = new Transcriber();
  let count = 0;
  const step = (event: WireEvent) => acks.step(transcriber.transcribe(seq(count++), event));
  for (let id = 0; id < 100_000; id++) {
    step(frame(id, 'sent', `42${id}["ask"]`));
    step(frame(id, 'received', `43${id}[]`));
  }
  const view = acks.view();
  expect(view).toMatchObject({ answered: 100_000, waitingForServer: 0, lost: 0 });
  expect(view.latest.map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, i) => 99_999 - i));
});

test('a hundred thousand that are never answered leave at most 200 in view', () => {
  const acks = new Acks();
  const transcriber = new Transcriber();
  for (let id = 0; id < 100_000; id++)
    acks.step(transcriber.transcribe(seq(id), frame(id, 'received', `42${id}["ask"]`)));
  expect(acks.view()).toMatchObject({ waitingForYou: 100_000, lost: 0 });
  expect(acks.view().latest).toHaveLength(200);
});

test('a question that timed out waits no more, and an answer that still comes is its answer', () => {
  const asked = `
    0ms > 42/chat,7["slow"]
    9ms client ack_timeout /chat {"event":"slow","id":7,"timeoutMs":9}
  `;
  expect(viewOf(new Acks(), asked)).toMatchObject({ answered: 0, waitingForServer: 0, timedOut: 1, lost: 0 });
  const late = viewOf(
    new Acks(),
    `${asked}\n12ms < 43/chat,7["late"]\n13ms client disconnect /chat {"reason":"transport close"}`,
  );
  expect(late).toMatchObject({ answered: 0, late: 1, waitingForServer: 0, timedOut: 0, lost: 0 });
  expect(late.latest).toMatchObject([{ event: 'slow', state: 'late', tookMs: 12, timeoutMs: 9 }]);
  expect(late.events).toMatchObject([{ event: 'slow', asked: 1, unanswered: 0, took: { count: 1 } }]);
});

test('an answer of a question that was lost with its namespace is told apart from one that nobody asked for', () => {
  const view = viewOf(
    new Acks(),
    `
      0ms > 42/chat,0["left behind"]
      1ms > 41/chat,
      1ms client disconnect /chat {"reason":"io client disconnect"}
      2ms < 43/chat,0["crossed the goodbye"]
      3ms > 40/chat,
      4ms < 40/chat,{"sid":"b"}
      5ms < 43/chat,0["of no question"]
    `,
  );
  expect(view).toMatchObject({ lost: 1, unasked: 2, waitingForServer: 0 });
  expect(view.latest.map(({ state }) => state)).toEqual(['unknown', 'after-end', 'lost']);
});

test('in one body, what stands before the end of a socket is still its answer', () => {
  const view = viewOf(
    new Acks(),
    `
      0ms > POST #1 /socket.io/ 42/chat,0["asked"]
      9ms < 200 #2 43/chat,0["yes"]␞41/chat,␞40/chat,{"sid":"b"}␞42/chat,0["new"]
    `,
  );
  expect(view).toMatchObject({ answered: 1, lost: 0, waitingForYou: 1, unasked: 0 });
});

test('a handshake ends what the session before it asked, although nobody reports its end', () => {
  const open = '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}';
  const view = viewOf(new Acks(), `0ms > 420["old"]\n5ms < ${open}\n6ms < 40\n7ms < 430[]`);
  expect(view).toMatchObject({ lost: 1, answered: 0, unasked: 1 });
});

test('each connection has its own figures, beyond what the list holds', () => {
  const acks = new Acks();
  const transcriber = new Transcriber();
  let count = 0;
  const step = (event: WireEvent) => acks.step(transcriber.transcribe(seq(count++), event));
  for (let id = 0; id < 300; id++) {
    for (const conn of [1, 2]) step({ ...frame(id, 'sent', `42${id}["ask"]`), conn });
    step({ ...frame(id, 'received', `43${id}[]`), conn: 2 });
  }
  expect(acks.view()).toMatchObject({ answered: 300, waitingForServer: 300 });
  expect(acks.view(1)).toMatchObject({ answered: 0, waitingForServer: 300 });
  expect(acks.view(2)).toMatchObject({
    answered: 300,
    waitingForServer: 0,
    events: [{ asked: 300, took: { count: 300 } }],
  });
  expect(acks.view(3)).toMatchObject({ answered: 0, waitingForServer: 0, latest: [], events: [] });
});

test('events beyond those that are kept are counted together', () => {
  const acks = new Acks();
  const transcriber = new Transcriber();
  for (let id = 0; id < 300; id++) acks.step(transcriber.transcribe(seq(id), frame(id, 'sent', `42${id}["e${id}"]`)));
  const { events, eventCount } = acks.view();
  expect(eventCount).toBe(201);
  expect(events).toHaveLength(50);
  expect(events[0]).toMatchObject({ event: '', asked: 100 });
});
