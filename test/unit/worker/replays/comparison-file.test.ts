import { expect, test } from 'vitest';
import type { Bench } from '../../../../src/worker/bench.ts';
import type { Replay } from '../../../../src/worker/replays/replay.ts';
import { comparisonFile } from '../../../../src/worker/replays/report.ts';
import { Shelf } from '../../../../src/storage/shelf.ts';
import { freshDatabase } from '../../storage/open.ts';

const MAIL = 'kim@customer.com';
const TOKEN = 'tok_9f8a7b6c5d4e3f2a1b';

/** Two steps: what was said, what was answered when it was recorded, and what now. */
function replayed(): Replay {
  const comparisons = [
    {
      step: { index: 0, event: 'login', sent: `[{"token":"${TOKEN}"}]`, verdict: 'equal' },
      differences: [],
      events: [],
    },
    {
      step: { index: 1, event: 'who', verdict: 'differs' },
      recorded: `["${MAIL}"]`,
      answer: `["${TOKEN}"]`,
      differences: [{ path: '[0]', recorded: `"${MAIL}"`, answer: '7', isIgnored: false }],
      events: [],
    },
  ];
  const staged = {
    settings: { speed: 1, ignored: ['[0].at'] },
    source: { key: 'gone', name: 'Checkout' },
    judge: { ledger: { total: comparisons.length } },
    lines: { comparison: (index: number) => Promise.resolve(comparisons[index]) },
    state: () => ({ counts: { total: 2 }, target: undefined, status: 'done' }),
  };
  return staged as unknown as Replay;
}

test('a comparison is saved without the secrets it quotes, and is as readable as before', async () => {
  const database = await freshDatabase();
  const bench = { database, shelf: new Shelf(database), recordings: { get: () => undefined } } as unknown as Bench;
  const text = await (await comparisonFile(bench, replayed())).text();
  for (const secret of [TOKEN, MAIL]) expect(text).not.toContain(secret);
  const { steps, ...head }: { steps: readonly Record<string, string>[] } = JSON.parse(text);
  expect(head).toMatchObject({ format: 'sockscope-comparison', from: { name: 'Checkout' }, counts: { total: 2 } });
  expect(steps).toMatchObject([
    { index: 0, event: 'login', verdict: 'equal' },
    { index: 1, event: 'who', verdict: 'differs', differences: [{ path: '[0]', answer: '7', isIgnored: false }] },
  ]);
  const [said = ''] = JSON.parse(steps[1]?.['answer'] ?? '');
  expect(said).not.toBe('');
  expect(steps[0]?.['sent']).toContain(said);
});
