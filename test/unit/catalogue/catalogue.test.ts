import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventShape, catalogueView } from '../../../src/projections/catalogue/view.ts';
import { draw } from '../../draw.ts';
import { learned, learnedFrom, times } from './learn.ts';

const lines = (shape: readonly { depth: number; name: string; type: string; hint?: string; presence: number }[] = []) =>
  shape.map(({ depth, name, type, hint, presence }) =>
    [`${'  '.repeat(depth)}${name}: ${type}`, hint, presence === 1 ? undefined : `${Math.round(presence * 100)} %`]
      .filter((word) => word !== undefined)
      .join(' · '),
  );

it('learns names, directions, counts and shapes, bytes and answers included', async () => {
  const catalogue = await learnedFrom(`
     0ms > 40
     1ms < 40{"sid":"b"}
     2ms > 420["pay",{"total":12,"user":{"id":"7c0f3ec5-0000-4000-8000-000000000001"},"tags":["a"]}]
     3ms < 430[{"ok":true,"at":1795281982852}]
     4ms > 421["pay",{"total":12.5,"user":null,"tags":[1,"b"],"note":"x"}]
     5ms < 431[{"ok":false,"at":1795281982853,"error":"late"}]
     6ms < 42/chat,["news","https://example.org/a",2]
     7ms < 42/chat,["news","https://example.org/b"]
     8ms > 451-["file",{"_placeholder":true,"num":0}]
     8ms > hex 01 02
  `);
  const view = catalogueView(catalogue);
  expect(view).toMatchObject({ eventCount: 3, changed: 0, progress: { done: 10, total: 10 } });
  expect(
    view.events.map(({ nsp, event, direction, count, asked }) => ({ nsp, event, direction, count, asked })),
  ).toEqual([
    { nsp: '/', event: 'pay', direction: 'sent', count: 2, asked: 2 },
    { nsp: '/chat', event: 'news', direction: 'received', count: 2, asked: 0 },
    { nsp: '/', event: 'file', direction: 'sent', count: 1, asked: 0 },
  ]);
  expect(view.events.map(({ signature }) => signature)).toEqual([
    '{ total: number; user: {…} | null; tags: (string | number)[]; note?: string }',
    'string, number?',
    'bytes',
  ]);
  const pay = eventShape(catalogue, { nsp: '/', event: 'pay', direction: 'sent' });
  expect(lines(pay?.args)).toEqual([
    '[0]: object',
    '  total: number',
    '  user: object | null',
    '    id: string · uuid',
    '  tags: (string | number)[]',
    '  note: string · 50 %',
  ]);
  expect(lines(pay?.ack)).toEqual([
    '[0]: object',
    '  ok: boolean',
    '  at: number · time in ms',
    '  error: string · 50 %',
  ]);
  expect(pay).toMatchObject({ answered: 2, firstRow: { seq: 2 }, lastRow: { seq: 4 }, example: { seq: 4 } });
  expect(eventShape(catalogue, { nsp: '/', event: 'pay', direction: 'received' })).toBeUndefined();
});

it('tells a type, a key and a missing key that never were so, and of each only the first', async () => {
  const catalogue = await learnedFrom(`
    ${times(25, '< 42["tick",{"n":$i,"at":"x"}]')}
    30ms < 42["tick",{"n":"26","at":"x"}]
    31ms < 42["tick",{"n":"27","at":"x","load":1}]
    32ms < 42["tick",{"n":28,"load":1}]
    33ms < 42["tick",{"n":29,"load":1},"more"]
  `);
  expect(catalogueView(catalogue)).toMatchObject({ changed: 1, events: [{ changes: 4 }] });
  expect(eventShape(catalogue, { nsp: '/', event: 'tick', direction: 'received' })?.newestChanges).toEqual([
    { kind: 'appeared', path: '[1]', after: 28, row: { seq: 28, part: 0 } },
    { kind: 'vanished', path: '[0].at', after: 27, row: { seq: 27, part: 0 } },
    { kind: 'appeared', path: '[0].load', after: 26, row: { seq: 26, part: 0 } },
    { kind: 'type', path: '[0].n', was: 'number', now: 'string', after: 25, row: { seq: 25, part: 0 } },
  ]);
});

it('says nothing of what has not settled yet, nor of ids that serve as keys', async () => {
  const catalogue = await learnedFrom(`
    ${times(19, '< 42["few",{"n":1}]')}
    20ms < 42["few",{"n":"1","x":1}]
    ${times(40, '< 42["map",{"10$i":{"score":$i}}]', 30)}
  `);
  expect(catalogueView(catalogue).changed).toBe(0);
  const map = eventShape(catalogue, { nsp: '/', event: 'map', direction: 'received' });
  expect(lines(map?.args)).toEqual(['[0]: object', '  [*]: object', '    score: number']);
});

it('of very many it counts all and looks into some', async () => {
  const catalogue = await learnedFrom(times(1600, '< 42["tick",$i]'));
  expect(catalogueView(catalogue).events).toMatchObject([{ count: 1600, samples: 1037 }]);
});

it('learns in any pieces what it learns at once', async () => {
  const traffic = draw(`
    ${times(30, '> 42$i["ask",{"n":$i,"list":[$i,null]}]')}
    ${times(30, '< 43$i[{"ok":true}]', 40)}
    80ms > 4299["ask",{"n":"x"}]
    90ms < 4399[{"ok":"no"}]
  `);
  const whole = JSON.stringify(catalogueView(await learned(traffic)));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(traffic.length - 1)), async (pieces) => {
      expect(JSON.stringify(catalogueView(await learned(traffic, pieces)))).toBe(whole);
    }),
    { numRuns: 20 },
  );
});
