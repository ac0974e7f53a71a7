import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fileOf, importOf, refusalOf } from '../exporters/session-file.ts';

async function sample(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`../../samples/${name}`, import.meta.url)));
}

test('the basic sample of version 1 is read whole', async () => {
  const { header, events, problems } = await importOf([await sample('v1-basic.sockscope.ndjson')]);
  expect(problems).toEqual([]);
  expect(events.map(({ kind }) => kind).join(' ')).toBe(
    'user request response request response opened frame frame frame frame frame client user failed closed client',
  );
  expect(header).toMatchObject({ name: 'Checkout, staging', tags: ['ticket-4711'] });
  expect(header.connections[0]).toMatchObject({ protocol: 'v4', namespaces: ['/', '/chat'], more: { label: 'blue' } });
  expect(header.notes).toEqual([{ seq: 7, text: 'freezes here', more: { by: 'Ada' } }]);
  expect(Object.entries(header.more ?? {})).toEqual([['__proto__', { kept: true }]]);
});

test('its payloads are exactly what stands in the file', async () => {
  const { events } = await importOf([await sample('v1-basic.sockscope.ndjson')]);
  expect(events[7]).toStrictEqual({
    at: 55,
    conn: 1,
    kind: 'frame',
    chan: 4,
    via: 'websocket',
    dir: 'received',
    payload: new Uint8Array([1, 2, 3]),
  });
  expect(events[8]).toMatchObject({ payload: '42/chat,["grüße","🧦\\n"]', more: { opcode: 1 } });
  expect(events[9]).toMatchObject({ payload: '' });
  expect(events[10]).toMatchObject({ payload: new Uint8Array(0) });
  expect(events[1]).not.toHaveProperty('payload');
});

test('the basic sample is written back byte by byte', async () => {
  const file = await sample('v1-basic.sockscope.ndjson');
  const { header, events } = await importOf([file]);
  expect(new TextDecoder().decode(await fileOf(header, events))).toBe(new TextDecoder().decode(file));
});

test('a sample with everything that came to version 1 later is read whole and written back byte by byte', async () => {
  const file = await sample('v1-whole.sockscope.ndjson');
  const { header, events, problems } = await importOf([file]);
  expect(problems).toEqual([]);
  expect(events).toHaveLength(4);
  expect(header).toMatchObject({
    cover: { happened: 'The cart empties itself.', more: { severity: 'high' } },
    environment: { browser: 'Chromium 156', timeZone: 'Europe/Vienna' },
    diagnosis: [{ rule: 'ack-missing', evidence: [{ seqs: [2, 3] }], more: { url: 'https://example.org/why' } }],
    redaction: { replaced: 3, secrets: 2, kinds: { token: 1, 'e-mail': 2 }, more: { by: 'Ada' } },
    notes: [{ seq: 2, part: 1, text: '' }],
    more: { streams: [] },
  });
  expect(Object.keys(header.environment ?? {})).toContain('__proto__');
  expect(new TextDecoder().decode(await fileOf(header, events))).toBe(new TextDecoder().decode(file));
});

test('a file from the future is refused with what to do about it', async () => {
  const refusal = await refusalOf([await sample('v2-future.sockscope.ndjson')]);
  expect(refusal).toMatch(/later Sockscope.*file version 2.*up to version 1.*Open it with a newer Sockscope/);
});
