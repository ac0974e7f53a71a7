import { expect, test } from 'vitest';
import type { SessionHeader } from '../../../src/session/header.ts';
import type { ExportOptions } from '../../../src/worker/files/files-remote.ts';
import { Workbench } from '../../../src/worker/workbench.ts';
import { draw } from '../../draw.ts';
import { fileOf, importOf } from '../exporters/session-file.ts';
import { freshDatabase } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';
import { AS_RECORDED, filesOf } from './files.ts';
import { stage } from './stage.ts';

stubNavigator();

const TOKEN = 'tok_9f8a7b6c5d4e3f2a1b';
const HEADER: SessionHeader = {
  id: 'a',
  name: 'Checkout',
  startedAt: '2026-11-20T10:15:02.120Z',
  app: 'test',
  userAgent: '',
  connections: [
    {
      id: 1,
      url: 'http://host',
      path: '/socket.io/',
      protocol: 'v4',
      parser: 'default',
      transports: [],
      namespaces: [],
    },
  ],
  notes: [{ seq: 1, text: 'here' }],
  tags: ['ticket-4711'],
  cover: { happened: 'It failed.' },
  diagnosis: [],
};

const DRAWN = `
    0ms < 0{"sid":"a","pingInterval":300,"pingTimeout":200}
    1ms > 40{"token":"${TOKEN}"}
    2ms < 40{"sid":"b"}
    3ms < 42["said","${TOKEN}"]
`;

async function exported(change: Partial<ExportOptions>) {
  const database = await freshDatabase();
  const workbench = new Workbench(database, stage(database).surroundings);
  const files = await filesOf(workbench);
  const imported = await files.importFile(new Blob([await fileOf(HEADER, draw(DRAWN))]), 'a', () => undefined);
  if (!imported.ok) throw new Error(imported.error);
  const made = await files.exportSession(imported.value.key, { ...AS_RECORDED, ...change }, () => undefined);
  if (!made.ok) throw new Error(made.error);
  return { ...made.value, bytes: new Uint8Array(await made.value.file.arrayBuffer()) };
}

test('notes, cover note and tags go along where they are wanted, and a report where one is', async () => {
  const bare = await importOf([(await exported({ withNotes: false })).bytes]);
  expect(bare.header).toMatchObject({ notes: [], tags: [] });
  expect(bare.header.cover ?? bare.header.diagnosis).toBeUndefined();
  const whole = await importOf([(await exported({ withDiagnosis: true })).bytes]);
  expect(whole.header).toMatchObject({ notes: HEADER.notes, tags: HEADER.tags, cover: HEADER.cover });
  expect(whole.header.diagnosis).toBeInstanceOf(Array);
});

test('what is redacted is counted in the file and looked for again', async () => {
  const { bytes, check } = await exported({ redact: { rules: [], kept: [] } });
  expect(new TextDecoder().decode(bytes)).not.toContain(TOKEN);
  expect(check).toMatchObject({ left: [], broken: [] });
  const { header, events } = await importOf([bytes]);
  expect(header.redaction?.replaced).toBeGreaterThanOrEqual(2);
  expect(events).toHaveLength(4);
});

test('an HTTP archive and a compressed file are named as what they are', async () => {
  const har = await exported({ format: 'har' });
  expect(har.fileName).toBe('checkout.har');
  expect(JSON.parse(new TextDecoder().decode(har.bytes))).toHaveProperty('log.version', '1.2');
  const packed = await exported({ compress: true });
  expect(packed.fileName).toBe('checkout.sockscope.ndjson.gz');
  expect((await importOf([packed.bytes])).events).toHaveLength(4);
});
