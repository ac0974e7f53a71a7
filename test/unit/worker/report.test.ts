import { expect, test } from 'vitest';
import { Doctor } from '../../../src/doctor/doctor.ts';
import type { SessionHeader } from '../../../src/session/header.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';
import type { Bench } from '../../../src/worker/bench.ts';
import { reportOf } from '../../../src/worker/files/report.ts';
import { draw } from '../../draw.ts';

const HEADER: SessionHeader = {
  id: 'a',
  name: 'Unreadable',
  startedAt: '2026-11-20T10:15:02.120Z',
  app: 'sockscope',
  userAgent: '',
  connections: [],
  notes: [],
  tags: [],
};
const EVENTS = draw(`
   0ms <  0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000}
   1ms >  40
   2ms <  40{"sid":"b"}
   3ms <  42["broken"
`);

const SNIPPET = { name: 'Node', code: 'a()\nb()\nc()\nd()', changed: [1, 3] };

/** Nobody has it open; `live` where this tab records it. */
function bench(live?: object): Bench {
  const staged = {
    recordings: { get: () => live },
    views: { current: undefined },
    surroundings: { loadExaminer: () => Promise.resolve(new Doctor()) },
  };
  return staged as unknown as Bench;
}

/** In pieces of `atOnce` entries. */
function source(events: typeof EVENTS, atOnce: number) {
  async function* read() {
    for (let i = 0; i < events.length; i += atOnce) yield { firstSeq: i, events: events.slice(i, i + atOnce) };
  }
  return { header: HEADER, entries: events.length, read };
}

const unwatched = { onprogress: () => undefined, isCancelled: () => false };

test('the report on a stored session is the same, in whatever pieces it is read', async () => {
  for (const atOnce of [1, 3, 100]) {
    const report = await reportOf(bench(), 'a', source(EVENTS, atOnce), unwatched);
    expect(report).toEqual([
      {
        rule: 'malformed',
        conn: 1,
        severity: 'warning',
        cause: expect.stringMatching(/1 packet that cannot be read/),
        certainty: 'certain',
        reason: expect.any(String),
        evidence: [{ seqs: [3], words: 'cannot be read' }],
        remedies: [expect.stringMatching(/^On the server: Send through the library/)],
      },
    ]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  }
});

test('of what is recorded here the doctor has read all that came', async () => {
  let isFolded = false;
  const finding = { key: 'k', rule: 'r', conn: 1, severity: 'error', cause: 'c', certainty: 'likely', reason: 'w' };
  const rest = {
    evidence: [],
    alternatives: [],
    waysRound: [],
    remedies: [{ title: 'In the client', note: 'soon', snippets: [SNIPPET] }],
  };
  const live = {
    session: { fold: () => void (isFolded = true) },
    diagnosis: { view: () => ({ findings: isFolded ? [{ ...finding, ...rest }] : [] }) },
  };
  const report = await reportOf(bench(live), 'a', source(EVENTS, 1), unwatched);
  expect(report).toMatchObject([{ rule: 'r', remedies: ['In the client: soon\nNode: b()\nd()'] }]);
  expect(report?.[0]).not.toHaveProperty('key');
});

test('a report that is no longer wanted ends between two pieces', async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => ({ ...EVENTS[3]!, at: captureMs(i) }));
  let read = 0;
  const counting = { ...source(many, 100), entries: many.length };
  const watch = { onprogress: () => void read++, isCancelled: () => read > 3 };
  expect(await reportOf(bench(), 'a', counting, watch)).toBeUndefined();
  expect(read).toBe(4);
});
