import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pageAround } from '../src/exporters/page/page.ts';
import type { SessionHeader } from '../src/session/header.ts';
import { draw } from './draw.ts';
import { fileOf, gzip, inTurn } from './unit/exporters/session-file.ts';

const EVENTS = ['price', 'message', 'presence'];

/** Everything that a header can say. */
export const FULL_HEADER: SessionHeader = {
  id: '0198f2a0-5c1e-7cc3-98c4-dc0c0c07398f',
  name: 'Checkout <staging> & more',
  startedAt: '2026-11-20T10:15:02.120Z',
  endedAt: '2026-11-20T10:20:00.000Z',
  app: 'sockscope 0.1.0',
  userAgent: '',
  connections: [
    {
      id: 1,
      url: 'https://shop.example',
      path: '/socket.io/',
      protocol: 'v4',
      parser: 'default',
      transports: ['polling', 'websocket'],
      namespaces: ['/', '/chat'],
    },
  ],
  notes: [
    { seq: 4, text: 'the answer takes long' },
    { seq: 8, text: '' },
  ],
  tags: ['ticket-4711'],
  cover: { happened: 'The price froze.', expected: 'It moves every second.', steps: '1. Log in\n2. Open the chart' },
  environment: { browser: 'Chrome 156', os: 'Windows 11', timeZone: 'Europe/Berlin' },
  redaction: { replaced: 12, secrets: 3, kinds: { token: 9, 'e-mail': 3 } },
  diagnosis: [
    {
      rule: 'ack-unanswered',
      conn: 1,
      severity: 'warning',
      cause: 'The server never answered "order".',
      certainty: 'likely',
      reason: 'every other question was answered',
      evidence: [{ seqs: [6], words: 'asks, and gets no answer' }],
      remedies: ['Call the acknowledgement in every branch of the handler.'],
    },
  ],
};

export type DrawnPage = { readonly path: string; readonly file: Uint8Array };

/** Writes a page with a session of so many entries beside `template`'s. `file` is the session file in it. */
export async function writeSessionPage(templatePath: string, path: string, entries: number): Promise<DrawnPage> {
  const file = await gzip(await fileOf(FULL_HEADER, draw(traffic(entries))));
  const template = await readFile(templatePath, 'utf8');
  let page = '';
  for await (const piece of pageAround(template, inTurn([file]), { name: FULL_HEADER.name, entries })) page += piece;
  writeFileSync(path, page);
  return { path, file };
}

/** A handshake, an upgrade, questions with and without an answer, bytes, markup, nonsense; then events without end. */
export function traffic(entries: number): string {
  const lines = [
    '0ms > GET #1 /socket.io/?EIO=4&transport=polling',
    '9ms < 200 #1 0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}',
    '40ms open #2 wss://shop.example/socket.io/?EIO=4&transport=websocket&sid=a',
    '41ms > #2 40/chat,',
    '55ms < #2 40/chat,{"sid":"b"}',
    '60ms > #2 42/chat,0["hello",{"who":"<b>me</b>"}]',
    '61ms > #2 42/chat,1["order",{"item":"oak"}]',
    '70ms < #2 43/chat,0["ok"]',
    '80ms < #2 451-["picture",{"_placeholder":true,"num":0}]',
    '81ms < #2 hex 89 50 4e 47 0d 0a 1a 0a',
    '90ms < #2 42["broken",{"a":1,}]',
    '95ms < #2 2',
    '96ms > #2 3',
  ];
  for (let n = lines.length; n < entries; n++) {
    const at = 100 + n * 10;
    lines.push(`${at}ms < #2 42/chat,["${EVENTS[n % 3]}",{"n":${n},"load":${(n % 97) / 10},"text":"still going up"}]`);
  }
  return lines.join('\n');
}
