import { expect, test } from 'vitest';
import { Redactor } from '../../../src/redaction/redactor.ts';
import { SecretFinder } from '../../../src/redaction/secret-finder.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { HEADER } from './planted.ts';

// A look that takes the square of the length would take very long here.
const LONG = 30_000;

test.each<[string, number]>([
  ['@', LONG],
  ['eyJ', LONG],
  ['a@b.', LONG],
  ['1 ', LONG],
  ['a:', LONG],
  ['://a@', LONG / 4],
  ['-----BEGIN PRIVATE KEY-----', LONG / 20],
  ['%41\\u0041', LONG / 4],
  ['token=abc12345&', Math.floor(LONG / 8)],
  ['ada@engine.org ada.lovelace_at_the_engine ', LONG / 20],
  ['[', LONG],
  ['"', LONG],
  ['{"token":', LONG / 4],
  ['A', LONG * 2],
])('%s… is read in time and without an error', (unit, times) => {
  const text = unit.repeat(times);
  const event: WireEvent = {
    at: captureMs(0),
    conn: 1,
    kind: 'frame',
    chan: 1,
    via: 'websocket',
    dir: 'sent',
    payload: `42["a","${text}"]`,
  };
  const events: readonly WireEvent[] = [
    event,
    { ...event, payload: text },
    { ...event, payload: new TextEncoder().encode(`\0${text}`) },
  ];
  const finder = new SecretFinder(HEADER);
  for (const [at, each] of events.entries()) finder.step(at, each);
  const redactor = new Redactor(finder);
  for (const [at, each] of events.entries()) redactor.event(at, each);
  expect(redactor.check).toMatchObject({ left: [], broken: [] });
});
