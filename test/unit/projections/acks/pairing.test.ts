import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Acks } from '../../../../src/projections/acks.ts';
import type { AckState } from '../../../../src/projections/acks/acks-view.ts';
import { Protocols } from '../../../../src/session/protocols.ts';
import { draw } from '../../../draw.ts';
import { entriesOf } from '../fold.ts';

/** One thing that happens, in no order that a server would keep to: answers are early, late, twice, to nobody. */
type Step = {
  readonly conn: number;
  readonly does: 'ask' | 'answer' | 'connect' | 'open' | 'leave' | 'kicked' | 'gone' | 'lost' | 'timeout';
  readonly dir: 'sent' | 'received';
  readonly nsp: string;
  readonly id: number;
  /** Together with the step before it, in one polling body, where both go the same way. */
  readonly isJoined: boolean;
};

const step: fc.Arbitrary<Step> = fc.record({
  conn: fc.integer({ min: 1, max: 2 }),
  does: fc.oneof(
    { weight: 6, arbitrary: fc.constant('ask' as const) },
    { weight: 8, arbitrary: fc.constant('answer' as const) },
    fc.constantFrom('connect', 'open', 'leave', 'kicked', 'gone', 'lost', 'timeout'),
  ),
  dir: fc.constantFrom('sent', 'received'),
  nsp: fc.constantFrom('/', '/chat'),
  id: fc.nat(2),
  isJoined: fc.boolean(),
});

type Dialect = 'text' | 'msgpack';

function packetOf({ does, dir, nsp, id }: Step, dialect: Dialect): string | undefined {
  const place = nsp === '/' ? '' : `${nsp},`;
  if (does === 'open')
    return dir === 'received' ? '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}' : undefined;
  const packed = (type: number, more: object) => `msgpack ${JSON.stringify({ type, nsp, ...more })}`;
  const isText = dialect === 'text';
  switch (does) {
    case 'ask':
      return isText ? `42${place}${id}["e"]` : packed(2, { id, data: ['e'] });
    case 'answer':
      return isText ? `43${place}${id}[]` : packed(3, { id, data: [] });
    case 'connect':
      return isText ? `40${place}` : packed(0, {});
    case 'leave':
      return isText ? `41${place}` : packed(1, {});
    default:
      return undefined;
  }
}

function reportOf({ does, nsp, id }: Step): string | undefined {
  switch (does) {
    case 'kicked':
      return `client disconnect ${nsp} {"reason":"io server disconnect"}`;
    case 'gone':
      return `client disconnect ${nsp} {"reason":"transport close"}`;
    case 'lost':
      return 'client close {"reason":"transport close"}';
    case 'timeout':
      return `client ack_timeout ${nsp} {"event":"e","id":${id},"timeoutMs":5}`;
    default:
      return undefined;
  }
}

/** Draws them one a millisecond, joined ones in one body; gives back which step stands where: `seq.part`. */
function drawn(
  steps: readonly Step[],
  dialect: Dialect,
): { readonly text: string; readonly placeOf: ReadonlyMap<Step, string> } {
  const lines: { conn: number; dir?: Step['dir']; packets: string[]; report?: string }[] = [];
  const placeOf = new Map<Step, string>();
  for (const one of steps) {
    const packet = packetOf(one, dialect);
    const report = reportOf(one);
    const last = lines.at(-1);
    if (packet === undefined && report === undefined) continue;
    const canJoin = one.isJoined && packet !== undefined && dialect === 'text';
    if (canJoin && last?.dir === one.dir && last.conn === one.conn) last.packets.push(packet);
    else
      lines.push({
        conn: one.conn,
        packets: packet === undefined ? [] : [packet],
        ...(packet === undefined ? { report: report! } : { dir: one.dir }),
      });
    const line = lines.at(-1)!;
    placeOf.set(one, `${lines.length - 1}.${line.packets.length === 1 ? 'only' : line.packets.length}`);
  }
  const text = lines.map(({ conn, dir, packets, report }, i) => {
    const start = `${i}ms [${conn}]`;
    if (!dir) return `${start} ${report}`;
    if (packets.length === 1) return `${start} ${dir === 'sent' ? '>' : '<'} ${packets[0]}`;
    const body = packets.join('␞');
    return dir === 'sent' ? `${start} > POST #${i} http://host/?sid=a ${body}` : `${start} < 200 #${i} ${body}`;
  });
  for (const [one, place] of placeOf) {
    const [line, part = ''] = place.split('.');
    const isBody = lines[Number(line)]!.packets.length > 1;
    placeOf.set(one, `${line}.${part === 'only' ? (isBody ? 1 : 0) : part}`);
  }
  return { text: text.join('\n'), placeOf };
}

type Told = { readonly question?: string; readonly answer?: string; readonly state: AckState };

/** What must come out, found anew for each packet by looking back from it, without any memory. */
function oracle(steps: readonly Step[], placeOf: ReadonlyMap<Step, string>): readonly Told[] {
  const happened = steps.filter((one) => placeOf.has(one));
  const mirrored = { sent: 'received', received: 'sent' } as const;
  const isSame = (a: Step, b: Step) => a.conn === b.conn && a.nsp === b.nsp && a.id === b.id;
  const ends = (one: Step, of: Step) =>
    one.conn === of.conn &&
    (one.does === 'open' ||
      one.does === 'gone' ||
      one.does === 'lost' ||
      (one.nsp === of.nsp &&
        (one.does === 'leave' || one.does === 'kicked' || (one.does === 'connect' && one.dir === 'received'))));
  const begins = (one: Step, of: Step) =>
    one.conn === of.conn &&
    (one.does === 'open' || (one.does === 'connect' && one.dir === 'received' && one.nsp === of.nsp));
  const isQuestionOf = (one: Step, answer: Step) =>
    one.does === 'ask' && one.dir === mirrored[answer.dir] && isSame(one, answer);
  const lastBefore = (at: number, test: (one: Step) => boolean) => happened.slice(0, at).findLastIndex(test);

  /** Index of the question that the answer at `at` settles. */
  const questionOf = (at: number): number | undefined => {
    const answer = happened[at]!;
    const asked = lastBefore(at, (one) => isQuestionOf(one, answer));
    if (asked < 0) return undefined;
    const between = happened.slice(asked + 1, at);
    const isTaken = between.some(
      (one) => ends(one, answer) || (one.does === 'answer' && one.dir === answer.dir && isSame(one, answer)),
    );
    return isTaken ? undefined : asked;
  };

  return happened.flatMap((one, at): readonly Told[] => {
    const place = placeOf.get(one)!;
    if (one.does === 'ask') {
      const later = happened.map((other, i) => ({ other, i })).slice(at + 1);
      const answered = later.find(({ other, i }) => other.does === 'answer' && questionOf(i) === at);
      const over = later.find(
        ({ other }) => ends(other, one) || (other.does === 'ask' && other.dir === one.dir && isSame(other, one)),
      );
      const givenUp = later.find(({ other }) => one.dir === 'sent' && other.does === 'timeout' && isSame(other, one));
      const end = answered?.i ?? over?.i ?? Infinity;
      const isGivenUp = givenUp !== undefined && givenUp.i < end;
      const state = answered ? (isGivenUp ? 'late' : 'answered') : isGivenUp ? 'timed-out' : over ? 'lost' : 'waiting';
      return [{ question: place, ...(answered && { answer: placeOf.get(answered.other)! }), state }];
    }
    if (one.does !== 'answer' || questionOf(at) !== undefined) return [];
    const life = happened.slice(lastBefore(at, (other) => begins(other, one)) + 1, at);
    const asked = life.findLastIndex((other) => isQuestionOf(other, one));
    if (asked < 0) return [{ answer: place, state: 'unknown' }];
    const first = life.findIndex(
      (other, i) => i > asked && other.does === 'answer' && other.dir === one.dir && isSame(other, one),
    );
    // The first answer after the question may have been too late for it, and then none was in time.
    const wasAnswered = first >= 0 && !life.slice(asked, first).some((other) => ends(other, one));
    return [
      {
        answer: place,
        ...(wasAnswered && { question: placeOf.get(life[asked]!)! }),
        state: wasAnswered ? 'duplicate' : 'after-end',
      },
    ];
  });
}

const named = (row: { readonly seq: number; readonly part: number } | undefined) => row && `${row.seq}.${row.part}`;
const sorted = (all: readonly Told[]) =>
  all.map(({ question = '-', answer = '-', state }) => `${question} ${answer} ${state}`).sort();

test.each(['text', 'msgpack'] as const)(
  'answers find their questions as an independent look back finds them, whatever is missing, late, twice or anew (%s)',
  (dialect) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { text, placeOf } = drawn(steps, dialect);
        const parser = dialect === 'text' ? 'default' : 'msgpack';
        const protocols = new Protocols([1, 2].map((id) => ({ id, protocol: 'v4' as const, parser })));
        const acks = new Acks();
        for (const entry of entriesOf(draw(text), protocols)) acks.step(entry);
        const told = acks.view().latest.map(({ question, answer, state }) => ({
          ...(question && { question: named(question)! }),
          ...(answer && { answer: named(answer)! }),
          state,
        }));
        expect(sorted(told)).toEqual(sorted(oracle(steps, placeOf)));
        const { answered, late, lost, timedOut, waitingForServer, waitingForYou } = acks.view();
        const asked = steps.filter(({ does }) => does === 'ask').length;
        expect(answered + late + lost + timedOut + waitingForServer + waitingForYou).toBe(asked);
      }),
      { numRuns: 500 },
    );
  },
);
