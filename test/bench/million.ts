import { closeSync, openSync, writeSync } from 'node:fs';

const ENTRIES = 1_000_000;
const NAMESPACES = ['', '/chat,', '/admin,'] as const;
const EVENTS = ['message', 'price', 'typing', 'presence', 'reading', 'log'] as const;
const WORDS = 'alder birch cedar elm fir hazel larch maple oak pine rowan spruce willow yew'.split(' ');
const RARE_WORD = 'kestrel';
const RARE_EVERY = 1000;
const ACK_EVERY = 40;
const PING_EVERY = 12_500;
const AT_ONCE = 10_000;

/** What is in the file, so that what the app says of it can be checked. */
export type MillionFacts = {
  readonly name: string;
  readonly entries: number;
  /** Characters of all payloads, which are bytes: they are ASCII. */
  readonly payloadBytes: number;
  readonly rare: { readonly word: string; readonly count: number };
  readonly event: { readonly name: string; readonly count: number };
  readonly acks: number;
};

/**
 * Writes a session of a million entries, every one different, the same ones every time. `noteWords`: how much longer;
 * `entries`: how many instead, by tens of thousands.
 */
export function writeMillion(path: string, noteWords = 0, entries = ENTRIES): MillionFacts {
  const name = 'A million entries';
  const file = openSync(path, 'w');
  const counted = { payloadBytes: 0, rare: 0, event: 0, acks: 0 };
  writeSync(file, `${JSON.stringify(header(name))}\n`);
  for (let from = 0; from < entries; from += AT_ONCE) {
    let block = '';
    for (let n = from; n < from + AT_ONCE; n++) {
      const text = n === 0 ? undefined : frameText(n, noteWords);
      block += line(n, text);
      if (text === undefined) continue;
      counted.payloadBytes += text.length;
      if (text.includes(RARE_WORD)) counted.rare++;
      if (text.includes(`["${EVENTS[1]}"`)) counted.event++;
      if (text.startsWith('43')) counted.acks++;
    }
    writeSync(file, block);
  }
  closeSync(file);
  return {
    name,
    entries,
    payloadBytes: counted.payloadBytes,
    rare: { word: RARE_WORD, count: counted.rare },
    event: { name: EVENTS[1], count: counted.event },
    acks: counted.acks,
  };
}

function header(name: string) {
  return {
    format: 'sockscope',
    version: 1,
    id: '0198f2a0-5c1e-7cc3-98c4-dc0c0c07398f',
    name,
    startedAt: '2026-11-20T10:15:02.120Z',
    endedAt: '2026-11-20T10:50:00.000Z',
    app: 'sockscope bench',
    userAgent: '',
    connections: [
      {
        id: 1,
        url: 'http://127.0.0.1:3000',
        path: '/socket.io/',
        protocol: 'v4',
        parser: 'default',
        transports: ['websocket'],
        namespaces: ['/', '/chat', '/admin'],
      },
    ],
    notes: [],
    tags: [],
  };
}

function line(n: number, text: string | undefined): string {
  const stamp = `{"seq":${n},"at":${n * 2},"conn":1`;
  if (text === undefined) {
    return `${stamp},"kind":"opened","chan":1,"via":"websocket","url":"ws://127.0.0.1:3000/socket.io/?EIO=4&transport=websocket"}\n`;
  }
  const dir = isSent(n) ? 'sent' : 'received';
  return `${stamp},"kind":"frame","chan":1,"via":"websocket","dir":"${dir}","text":${JSON.stringify(text)}}\n`;
}

/** CONNECTs (2 to 7, by turns), questions, and the answers to pings. */
function isSent(n: number): boolean {
  return n < 8 ? n % 2 === 0 : n % ACK_EVERY === 1 || n % PING_EVERY === 11;
}

function frameText(n: number, noteWords: number): string {
  if (n === 1)
    return '0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}';
  if (n < 8) return `40${NAMESPACES[(n >> 1) - 1]}${n % 2 === 0 ? '' : `{"sid":"wZX3oN0bSVIhsaknAA0${n}"}`}`;
  if (n % PING_EVERY === 10) return '2';
  if (n % PING_EVERY === 11) return '3';
  const mixed = Math.imul(n, 0x9e3779b1) >>> 0;
  const question = Math.floor(n / ACK_EVERY);
  if (n % ACK_EVERY === 1)
    return `42/chat,${question}["order",{"item":"${word(mixed)}","count":${mixed % 90},"id":${n}}]`;
  if (n % ACK_EVERY === 4 && n > ACK_EVERY) return `43/chat,${question}[{"ok":true,"stock":${mixed % 5000},"at":${n}}]`;
  const rare = n % RARE_EVERY === RARE_EVERY / 2 ? RARE_WORD : word(mixed >>> 4);
  const content = `{"n":${n},"text":"${word(mixed)} ${rare} ${mixed.toString(36)}","load":0.${mixed % 10_000}${noteIn(mixed, noteWords)}}`;
  return `42${NAMESPACES[mixed % 3]}["${EVENTS[(mixed >>> 6) % EVENTS.length]}",${content}]`;
}

function noteIn(mixed: number, words: number): string {
  if (words === 0) return '';
  const note = Array.from({ length: words }, (_, i) => word(Math.imul(mixed, i + 3) >>> 5));
  return `,"note":"${note.join(' ')}"`;
}

function word(mixed: number): string {
  return WORDS[mixed % WORDS.length] ?? '';
}
