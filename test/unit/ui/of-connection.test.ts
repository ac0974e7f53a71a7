import { expect, test } from 'vitest';
import type { AckExchange, Heartbeat, InsightView } from '../../../src/projections/insight-view.ts';
import { seq } from '../../../src/session/entry.ts';
import { ofConnection } from '../../../src/ui/insight/of-connection.ts';

const row = { seq: seq(0), part: 0 };

function beat(conn: number, marginMs: number): Heartbeat {
  return { number: 1, row, conn, at: 0, pingedBy: 'server', intervalMs: 5000, lateMs: 0, marginMs };
}

function ack(conn: number, state: AckExchange['state'], askedBy: AckExchange['askedBy'] = 'client'): AckExchange {
  return { question: row, conn, askedBy, nsp: '/', event: 'echo', id: 0, askedAt: 0, state };
}

const view: InsightView = {
  heartbeats: {
    count: 3,
    worstMarginMs: 10,
    latest: [beat(1, 4000), beat(2, 10), beat(1, 3000)],
    expected: [
      { conn: 1, awaited: 'ping', lastAt: 0, dueAt: 1, deadAt: 2 },
      { conn: 2, awaited: 'ping', lastAt: 0, dueAt: 1, deadAt: 2 },
    ],
  },
  transport: {
    stories: [
      { conn: 1, outcome: 'failed', steps: [] },
      { conn: 2, outcome: 'polling', steps: [] },
    ],
    reconnects: [],
  },
  acks: {
    answered: 2,
    waitingForServer: 1,
    waitingForYou: 1,
    lost: 1,
    latest: [ack(1, 'answered'), ack(2, 'answered'), ack(1, 'waiting', 'server'), ack(2, 'waiting'), ack(2, 'lost')],
  },
};

test('of several connections the readouts show the one in front, with its own totals', () => {
  const { heartbeats, transport, acks } = ofConnection(view, 1);
  expect(heartbeats).toMatchObject({ count: 2, worstMarginMs: 3000 });
  expect(heartbeats.expected.map(({ conn }) => conn)).toEqual([1]);
  expect(transport.stories.map(({ outcome }) => outcome)).toEqual(['failed']);
  expect(acks).toMatchObject({ answered: 1, waitingForServer: 0, waitingForYou: 1, lost: 0 });
});

test('a connection without heartbeats has no worst margin', () => {
  expect(ofConnection(view, 3).heartbeats).toEqual({ count: 0, latest: [], expected: [] });
});

test('where the list is cut, the totals stay the session’s', () => {
  const latest = Array.from({ length: 200 }, () => beat(2, 10));
  const long = { ...view, heartbeats: { ...view.heartbeats, count: 450, latest } };
  expect(ofConnection(long, 2).heartbeats.count).toBe(450);
});
