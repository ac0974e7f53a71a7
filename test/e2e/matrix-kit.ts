import type { Locator, TestInfo } from 'playwright/test';
import type { RealServer, Running, Transport } from '../servers/real-server.ts';
import { fillOptions } from './doctor-kit.ts';
import { expect } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

/** The transports of the matrix in the order of its columns: how the form names them, and what carries messages then. */
export const COLUMNS = [
  { transport: 'polling', option: 'polling', carrier: 'polling' },
  { transport: 'upgrade', option: 'polling-then-upgrade', carrier: 'websocket' },
  { transport: 'websocket', option: 'websocket', carrier: 'websocket' },
  { transport: 'webtransport', option: 'webtransport', carrier: 'webtransport' },
] as const;

export type Column = (typeof COLUMNS)[number];

const FOUND = {
  v4: 'Socket.IO v3/v4',
  v2: 'Socket.IO v1/v2',
  engine4: 'Engine.IO v4',
  engine3: 'Engine.IO v3',
} as const;

/** 00 01 7f 80 ff: not text in any encoding that a transport may take it for. */
const BYTES_HEX = '00 01 7f 80 ff';
const BYTES_JSON = '{"$binary":"AAF/gP8="}';

/** Tells the table that `npm test` prints of a cell. */
export function tell(info: TestInfo, server: RealServer, transport: Transport, note?: string): void {
  const cell = { server: server.name, transport, ...(note !== undefined && { note }) };
  info.annotations.push({ type: 'matrix', description: JSON.stringify(cell) });
}

/** Connects on Auto, and sees what the server is found to be and that the transport asked for is in use. */
export async function connectOn(scope: Sockscope, server: RealServer, running: Running, column: Column): Promise<void> {
  await scope.fillForm(running.url);
  await fillOptions(scope, {
    transports: column.option,
    path: server.path,
    ...(!server.speaks.startsWith('engine') && { namespaces: '/, /chat' }),
    ...(column.transport === 'webtransport' && { certificateHashes: running.certificateHash ?? '' }),
  });
  await scope.button('Connect').click();
  await expect(scope.status).toHaveText(/^connected/);
  await expect(scope.status).toContainText(column.carrier);
  await expect(scope.status).toContainText(FOUND[server.speaks]);
  if (server.parser === 'msgpack') await expect(scope.status).toContainText('MessagePack');
}

/** Events, acknowledgements, binary and namespaces, as README.md of the servers says. */
export async function converse(scope: Sockscope, server: RealServer, { transport }: Column): Promise<void> {
  await expect(rowWith(scope, '"server"', 'received', 'welcome')).toBeVisible();
  await expect(rowWith(scope, '"chat"', 'received', 'greeting', '/chat')).toBeVisible();

  const text = server.asciiOnly?.[transport] ? 'text' : 'Grüße, 世界';
  await scope.emit({ event: 'echo', args: `[1, "${text}", {"deep": [null, true]}]`, ack: true });
  // What crossed is shown as it was written.
  await expect(rowWith(scope, '"deep":[null,true]', 'received', 'ACK')).toContainText(
    server.escapes ? escaped(text) : text,
  );

  // MessagePack has bytes in the packet; elsewhere they make another kind of it.
  const [event, ack] = server.parser === 'msgpack' ? ['EVENT', 'ACK'] : ['BINARY_EVENT', 'BINARY_ACK'];
  await scope.emit({ event: 'echo', args: `["both", ${BYTES_JSON}]`, ack: true });
  await expectBytes(scope, rowWith(scope, '"both"', 'received', ack));
  await scope.emit({ event: 'bytes', args: `[${BYTES_JSON}]`, ack: false });
  await expect(rowWith(scope, 'bytes', 'sent', event)).toBeVisible();
  await expectBytes(scope, rowWith(scope, 'bytes', 'received', event));

  await scope.emit({ event: 'ask', args: '[]', ack: false });
  await scope.select(rowWith(scope, 'why?', 'received', 'question'));
  const answer = scope.page.getByRole('form', { name: 'Answer' });
  await answer.getByRole('textbox', { name: 'Answer' }).fill('["because", 42]');
  await answer.getByRole('button', { name: 'Answer' }).click();
  await expect(rowWith(scope, '"because",42', 'received', 'answered')).toBeVisible();
}

/** Messages as they are: bare Engine.IO has nothing else. */
export async function exchange(scope: Sockscope): Promise<void> {
  await expect(rowWith(scope, 'welcome', 'received', 'message')).toBeVisible();
  const send = async (form: string, message: string): Promise<void> => {
    await scope.composer.getByRole('combobox', { name: 'Message form' }).selectOption(form);
    await scope.composer.getByRole('textbox', { name: 'Message' }).fill(message);
    await scope.composer.getByRole('button', { name: 'Emit' }).click();
  };
  await send('Text', 'Grüße, 世界');
  await expect(rowWith(scope, 'Grüße, 世界', 'received', 'message')).toBeVisible();
  await send('Bytes, hex', BYTES_HEX);
  await expectBytes(scope, rowWith(scope, '00 01 7f', 'received', 'message'));
}

/** The first row that has these words, each alone in a cell, and `text` somewhere. */
function rowWith(scope: Sockscope, text: string, ...words: readonly string[]): Locator {
  const cell = (name: string): Locator => scope.page.getByRole('gridcell', { name, exact: true });
  return words
    .reduce((rows, word) => rows.filter({ has: cell(word) }), scope.rows)
    .filter({ hasText: text })
    .first();
}

/** Text as Python's json writes it. */
function escaped(text: string): string {
  return text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** That the very bytes came, as Details have them. */
async function expectBytes(scope: Sockscope, row: Locator): Promise<void> {
  await scope.select(row);
  await scope.detailsTab('Message').click();
  await expect(scope.panel).toContainText(BYTES_HEX);
}
