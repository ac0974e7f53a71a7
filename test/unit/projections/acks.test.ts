import { expect, test } from 'vitest';
import { Acks } from '../../../src/projections/acks.ts';
import { seq } from '../../../src/session/entry.ts';
import { Transcriber } from '../../../src/session/transcribe.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { viewOf } from './fold.ts';

test('an answered question tells who asked, what, and how long the answer took', () => {
  expect(viewOf(new Acks(), '5ms > 42/chat,7["ask",1]\n26.5ms < 43/chat,7["yes"]')).toEqual({
    answered: 1,
    waitingForServer: 0,
    waitingForYou: 0,
    lost: 0,
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
  expect(view).toMatchObject({ answered: 2, waitingForServer: 2, waitingForYou: 1, lost: 0 });
  expect(view.latest.map(({ event, state, askedBy }) => `${event} ${state} ${askedBy}`)).toEqual([
    'a waiting client',
    'd waiting client',
    'e waiting server',
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
  expect(view).toMatchObject({ answered: 0, waitingForServer: 1, lost: 1 });
  expect(view.latest).toMatchObject([
    { event: 'other', state: 'waiting' },
    { event: 'old', state: 'lost' },
  ]);
  expect(view.latest[1]).not.toHaveProperty('tookMs');
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
  expect(viewOf(new Acks(), asked)).toMatchObject({ answered: 0, waitingForServer: 0, lost: 1 });
  const late = viewOf(
    new Acks(),
    `${asked}\n12ms < 43/chat,7["late"]\n13ms client disconnect /chat {"reason":"transport close"}`,
  );
  expect(late).toMatchObject({ answered: 1, waitingForServer: 0, lost: 0 });
  expect(late.latest).toMatchObject([{ event: 'slow', state: 'answered', tookMs: 12 }]);
});
