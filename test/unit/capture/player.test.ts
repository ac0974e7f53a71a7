import { expect, test } from 'vitest';
import type { OutgoingEvent } from '../../../src/capture/connection.ts';
import { Player } from '../../../src/capture/player/player.ts';
import type { PlayerPort } from '../../../src/capture/player/port.ts';
import type { Cue, Script } from '../../../src/capture/player/script.ts';
import type { Gate, Timing } from '../../../src/replay/rules.ts';
import { dueAfterMs } from '../../../src/replay/schedule.ts';

type Setting = {
  readonly timing: Timing;
  /** When each step was recorded, in ms. */
  readonly at?: readonly number[];
  readonly gates?: readonly Gate[];
  readonly loops?: number;
  /** How long the server takes; undefined for one that never answers. */
  readonly answersAfterMs?: number | undefined;
  readonly cue?: (index: number) => Cue | undefined;
};

/** A script of three steps that ask, and a world whose time passes as soon as somebody waits for it. */
function stage({ timing, at = [0, 100, 250], gates = [], loops = 1, answersAfterMs = 10, cue }: Setting) {
  const sent: string[] = [];
  const due: { at: number; act: () => void }[] = [];
  let now = 1000;
  let hear: (nsp: string, event: string, args: readonly unknown[]) => void = () => undefined;
  let onsay: (index: number) => void = () => undefined;
  const pass = async (ms: number) => {
    const until = now + ms;
    for (;;) {
      due.sort((a, b) => a.at - b.at);
      const next = due[0];
      if (!next || next.at > until) break;
      due.shift();
      now = next.at;
      next.act();
    }
    now = until;
    // As long as whoever has been woken needs.
    await new Promise((resolve) => setImmediate(resolve));
  };
  const port: PlayerPort = {
    emit({ onack }: OutgoingEvent) {
      if (answersAfterMs !== undefined) due.push({ at: now + answersAfterMs, act: () => onack?.(['yes']) });
    },
    listen(onevent) {
      hear = onevent;
      return () => undefined;
    },
    flawIn: () => undefined,
    hasRoom: () => true,
    now: () => now,
    sleep: pass,
    nap: pass,
    yieldThread: () => Promise.resolve(),
  };
  const script: Script = {
    total: at.length * loops,
    stepsInLoop: at.length,
    timing,
    gates,
    patienceMs: 500,
    dueAfterMs: (index) => dueAfterMs(timing, index % at.length, at[index % at.length] ?? 0),
    async cue(index) {
      const outgoing = { nsp: '/', event: 'ask', args: [index], expectAck: true, ackTimeoutMs: 500, isVolatile: false };
      return cue?.(index) ?? { kind: 'say', outgoing };
    },
    onsend(index, atMs) {
      sent.push(`${index}@${atMs - 1000}`);
      onsay(index);
    },
    onanswer: () => Promise.resolve(),
    onevent: () => undefined,
    isWaitingForEvents: () => false,
    onchange: () => undefined,
  };
  const player = new Player(script, port);
  return {
    player,
    sent,
    pass,
    later: (ms: number, act: () => void) => due.push({ at: now + ms, act }),
    say: (event: string) => hear('/', event, []),
    whenSaid: (act: (index: number) => void) => (onsay = act),
  };
}

test.each<[string, Timing, readonly string[]]>([
  ['in its own rhythm', { kind: 'original', speed: 1 }, ['0@0', '1@100', '2@250']],
  ['at half the speed', { kind: 'original', speed: 0.5 }, ['0@0', '1@200', '2@500']],
  ['with a fixed gap', { kind: 'fixed', gapMs: 30 }, ['0@0', '1@30', '2@60']],
  ['flat out', { kind: 'flat-out' }, ['0@0', '1@0', '2@0']],
])('%s', async (_, timing, expected) => {
  const { player, sent } = stage({ timing });
  await player.run();
  expect([sent, player.status]).toEqual([expected, 'ended']);
});

test('as fast as acks return, each waits for the answer before; a loop begins when all are in', async () => {
  const { player, sent } = stage({ timing: { kind: 'acks' }, loops: 2 });
  await player.run();
  const times = sent.map((each) => Number(each.split('@')[1]));
  expect(sent.map((each) => each.split('@')[0])).toEqual(['0', '1', '2', '3', '4', '5']);
  for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(10);
});

test('being late once does not make the rest late, and while it is paused the clock stands still', async () => {
  const { player, sent, whenSaid, pass } = stage({ timing: { kind: 'original', speed: 1 }, at: [0, 100, 110, 400] });
  whenSaid((index) => {
    if (index === 2) player.pause();
  });
  const run = player.run();
  await expect.poll(() => player.status, { interval: 1 }).toBe('paused');
  await pass(1000);
  player.resume();
  await run;
  expect(sent.slice(0, 3)).toEqual(['0@0', '1@100', '2@110']);
  expect(Number(sent[3]?.split('@')[1])).toBeGreaterThanOrEqual(1400);
});

test('a gate holds a step until its event has come, and each event opens one gate', async () => {
  const gate = (before: number): Gate => ({
    before,
    waitFor: { kind: 'event', nsp: '/', event: 'ready' },
    timeoutMs: 5000,
  });
  const { player, sent, later, say } = stage({ timing: { kind: 'flat-out' }, gates: [gate(1), gate(2)] });
  later(300, () => say('ready'));
  later(700, () => say('ready'));
  await player.run();
  const times = sent.map((each) => Number(each.split('@')[1]));
  expect(times[0]).toBe(0);
  expect(times[1]).toBeGreaterThanOrEqual(300);
  expect(times[2]).toBeGreaterThanOrEqual(700);
});

test('what does not come in time pauses it with a sentence, and a person may go on by hand', async () => {
  const gates: readonly Gate[] = [{ before: 1, waitFor: { kind: 'event', nsp: '/', event: 'ready' }, timeoutMs: 200 }];
  const { player, sent } = stage({ timing: { kind: 'flat-out' }, gates });
  const run = player.run();
  await expect.poll(() => player.status, { interval: 1 }).toBe('paused');
  expect(player.why).toBe('Step 2 waits for the event ready, which did not come.');
  player.step();
  await expect.poll(() => sent.length, { interval: 1 }).toBe(2);
  expect(player.status).toBe('paused');
  player.resume();
  await run;
  expect([sent.length, player.status]).toEqual([3, 'ended']);
});

test('a value that does not come pauses it, and nothing is sent in its place', async () => {
  const { player, sent } = stage({
    timing: { kind: 'acks' },
    cue: (index) => (index === 1 ? { kind: 'wait', why: '‹login → [0].token›' } : undefined),
  });
  const run = player.run();
  await expect.poll(() => player.status, { interval: 1 }).toBe('paused');
  expect(player.why).toBe('Step 2 waits for ‹login → [0].token›, which did not come.');
  player.stop();
  await run;
  expect([sent.length, player.status]).toEqual([1, 'stopped']);
});

test('step by step, nothing goes by itself', async () => {
  const { player, sent } = stage({ timing: { kind: 'steps' } });
  const run = player.run();
  for (const count of [1, 2, 3]) {
    await expect.poll(() => player.status, { interval: 1 }).toBe('paused');
    expect(sent).toHaveLength(count - 1);
    player.step();
    await expect.poll(() => sent.length, { interval: 1 }).toBe(count);
  }
  await run;
  expect(player.status).toBe('ended');
});
