import { Encoder } from 'socket.io-msgpack-parser';
import type { SessionHeader } from '../../../src/session/header.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';

/** A secret, by kind and name, as it was planted. */
export type Planted = { readonly kind: string; readonly name: string; readonly value: string };

const JWT_HEAD = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9';

/** 40 secrets of 12 kinds. */
export const PLANTED: readonly Planted[] = [
  ['auth payload', 'authToken', 'Zx81-spectrum-auth'],
  ['auth payload', 'authSession', 'c0ffee0ddba11feedface'],
  ['auth payload', 'authPacked', 'packed~auth~credential'],
  ['query', 'queryToken', 'q7HnV2kLw9'],
  ['query', 'queryKey', 'AKq/+=?& öß8 tail'],
  ['query', 'queryPassword', 'gänse&füßchen 99'],
  ['header', 'authorization', 'opaque.bearer.4711'],
  ['header', 'basic', 'Y2Fyb2w6bWV0YWxsaWMtZm94LTE3'],
  ['header', 'basicPassword', 'metallic-fox-17'],
  ['header', 'apiKey', 'xk_9f8e7d6c5b4a'],
  ['header', 'proxy', 'proxy-credential-55'],
  ['cookie', 'cookieSession', 's%3AjvQ1.fake-cookie'],
  ['cookie', 'cookieTracking', 'GA1.2.998877.1122'],
  ['cookie', 'setCookie', 'fresh-cookie-31415'],
  ['jwt', 'jwtText', `${JWT_HEAD}.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlLW9uZQ`],
  ['jwt', 'jwtPolling', `${JWT_HEAD}.eyJzdWIiOiI0MyJ9.c2lnbmF0dXJlLXR3bw`],
  ['jwt', 'jwtMsgpack', `${JWT_HEAD}.eyJzdWIiOiI0NCJ9.c2lnbmF0dXJlLTM`],
  ['password', 'password', 'correct "horse" \\ battery'],
  ['password', 'passwordUnicode', 'пароль-🧦-long'],
  ['password', 'passwordUrl', 'p@ss:w/rd1'],
  ['password', 'passwordNested', 'nested<secret>7'],
  ['key name', 'apiKeyJson', 'k-3.14159-json'],
  ['key name', 'secretKey', 'sk.secret.underscore'],
  ['key name', 'iban', 'DE89370400440532013000'],
  ['key name', 'ssn', '078-05-1120'],
  ['key name', 'refresh', 'refresh+token/with=chars'],
  ['e-mail', 'mail', 'ada.lovelace@analytical.engine.org'],
  ['e-mail', 'mailPlus', 'grace+cobol@navy.mil'],
  ['e-mail', 'mailReason', 'linus@kernel.dev'],
  ['e-mail', 'mailNote', 'margaret@apollo.space'],
  ['IP address', 'ip', '203.45.67.89'],
  ['IP address', 'ipForwarded', '84.112.9.201'],
  ['IP address', 'ipv6', '2a02:8071:b783:d800:1c2d:3e4f:5061:7283'],
  ['IP address', 'ipv6Short', 'fe80::1ff:fe23:4567:890a'],
  ['card-like', 'card', '4111 1111 1111 1111'],
  ['card-like', 'cardNumber', '5500005555555559'],
  ['card-like', 'cardDashes', '3782-822463-10005'],
  ['service key', 'aws', 'AKIAIOSFODNN7EXAMPLE'],
  ['service key', 'github', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
  ['private key', 'pem', 'MIIEowIBAAKCAQEA7bq3Fj0rQwXz\nqP9vYl0Zt4dGk5s2mN8'],
].map(([kind, name, value]) => ({ kind: kind!, name: name!, value: value! }));

export function planted(name: string): string {
  const found = PLANTED.find((secret) => secret.name === name);
  if (!found) throw new Error(`nothing planted as ${name}`);
  return found.value;
}

export const SID = 'lv_VI97HAXpY6yYWAAAC';

export const HEADER: SessionHeader = {
  id: '0198',
  name: `Checkout of ${planted('mail')}`,
  startedAt: '2026-11-20T10:15:02.120Z',
  app: 'sockscope 0.1.0',
  userAgent: 'Mozilla/5.0 Chrome/156.0.0.0 Safari/537.36',
  connections: [
    connection(1, 'v4', 'default'),
    connection(2, 'v2', 'default'),
    connection(3, 'v4', 'msgpack'),
    connection(4, 'eio4', 'default'),
  ],
  notes: [{ seq: 3, text: `ask ${planted('mailNote')}` }],
  tags: [`ip ${planted('ip')}`],
  cover: { happened: `${planted('mailNote')} saw nothing`, steps: `log in with ${planted('password')}` },
  environment: { browser: 'Chrome 156.0.0.0' },
  diagnosis: [
    {
      rule: 'refused',
      conn: 1,
      severity: 'error',
      cause: `The server refused ${planted('authToken')}`,
      certainty: 'sure',
      reason: '',
      evidence: [{ seqs: [1], words: `from ${planted('ip')}` }],
      remedies: [`Ask ${planted('mail')}`],
    },
  ],
};

function connection(id: number, protocol: 'v4' | 'v2' | 'eio4', parser: 'default' | 'msgpack') {
  const url = `https://user:${encodeURIComponent(planted('passwordUrl'))}@chat.example.org`;
  return { id, url, path: '/socket.io/', protocol, parser, transports: ['websocket'], namespaces: ['/'] };
}

function packed(packet: object): Uint8Array {
  const [bytes]: readonly Iterable<number>[] = Object(new Encoder().encode(packet as never));
  return Uint8Array.from(bytes!);
}
const utf8 = (text: string) => new TextEncoder().encode(text);
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const event = (name: string, ...args: unknown[]) => `42${JSON.stringify([name, ...args])}`;
const escaped = (text: string) =>
  text.replace(/./gu, (unit) => (/[@/:]/.test(unit) ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit));

/** Generation 3: text with a length before it, and bytes. */
const body3 = (...parts: readonly string[]) => parts.map((part) => `${part.length}:${part}`).join('');
function binaryBody3(text: string, bytes: Uint8Array): Uint8Array {
  const head = (kind: number, length: number) => [kind, ...[...String(length)].map(Number), 255];
  const inside = utf8(text);
  return Uint8Array.of(...head(0, inside.length), ...inside, ...head(1, bytes.length + 1), 4, ...bytes);
}
function streamed(packet: string | Uint8Array): Uint8Array {
  const bytes = typeof packet === 'string' ? utf8(packet) : packet;
  const kind = typeof packet === 'string' ? 0 : 0x80;
  const head = bytes.length < 126 ? [kind | bytes.length] : [kind | 126, bytes.length >> 8, bytes.length & 255];
  return Uint8Array.of(...head, ...bytes);
}

const p = planted;
let chan = 0;
const on = (conn: number) => ({ at: captureMs(0), conn });
const poll = (conn: number, payload: string | Uint8Array, headers?: Record<string, string>): WireEvent[] => [
  {
    ...on(conn),
    kind: 'request',
    chan: ++chan,
    via: 'polling',
    method: 'GET',
    url: `https://chat.example.org/socket.io/?EIO=4&sid=${SID}`,
  },
  { ...on(conn), kind: 'response', chan, via: 'polling', status: 200, ...(headers ? { headers } : {}), payload },
];
const frame = (conn: number, dir: 'sent' | 'received', payload: string | Uint8Array): WireEvent => ({
  ...on(conn),
  kind: 'frame',
  chan: 900 + conn,
  via: 'websocket',
  dir,
  payload,
});

const URL_WITH_SECRETS =
  `https://user:${encodeURIComponent(p('passwordUrl'))}@chat.example.org/socket.io/?EIO=4&transport=polling` +
  `&token=${p('queryToken')}&api_key=${encodeURIComponent(p('queryKey'))}&password=${encodeURIComponent(p('queryPassword'))}`;

/** Each of them where nothing but its own shape or name gives it away at least once, and again where nothing does. */
export const EVENTS: readonly WireEvent[] = [
  { ...on(1), kind: 'user', action: 'connect', detail: { url: URL_WITH_SECRETS } },
  {
    ...on(1),
    kind: 'request',
    chan: ++chan,
    via: 'polling',
    method: 'GET',
    url: URL_WITH_SECRETS,
    headers: {
      Authorization: `Bearer ${p('authorization')}`,
      'Proxy-Authorization': p('proxy'),
      'X-Api-Key': p('apiKey'),
      Cookie: `lang=en; connect.sid=${p('cookieSession')}; _ga=${p('cookieTracking')}`,
      'X-Forwarded-For': `${p('ipForwarded')}, ${p('ipv6')}`,
    },
  },
  {
    ...on(1),
    kind: 'response',
    chan,
    via: 'polling',
    status: 200,
    headers: { 'set-cookie': `fresh=${p('setCookie')}; Path=/; HttpOnly`, 'content-type': 'text/plain' },
    payload: `0{"sid":"${SID}","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}`,
  },
  {
    ...on(1),
    kind: 'request',
    chan: ++chan,
    via: 'polling',
    method: 'POST',
    url: `https://chat.example.org/socket.io/?EIO=4&sid=${SID}`,
    headers: { authorization: `Basic ${p('basic')}` },
    payload: `40${JSON.stringify({ token: p('authToken'), session: p('authSession') })}\x1e${event('log in', { password: p('password') })}`,
  },
  { ...on(1), kind: 'response', chan, via: 'polling', status: 200, payload: 'ok' },
  ...poll(
    1,
    `40{"sid":"peer-id-of-mine-1"}\x1e${event('hello', p('jwtPolling'), { apiKey: p('apiKeyJson') })}\x1eb${base64(utf8(`raw ${p('mail')}`))}`,
  ),
  {
    ...on(1),
    kind: 'opened',
    chan: 901,
    via: 'websocket',
    url: `wss://chat.example.org/socket.io/?EIO=4&sid=${SID}&token=${p('queryToken')}`,
  },
  frame(
    1,
    'sent',
    event('profile', {
      mail: p('mail'),
      'e-mail': p('mailPlus'),
      card: p('card'),
      number: Number(p('cardNumber')),
      secret_key: p('secretKey'),
    }),
  ),
  frame(
    1,
    'received',
    `42["escaped","${escaped(p('mail'))}","https:\\/\\/x.org\\/?u=${encodeURIComponent(p('mailPlus'))}"]`,
  ),
  frame(
    1,
    'received',
    event('nested', JSON.stringify({ inner: JSON.stringify({ passwd: p('passwordNested'), mail: p('mail') }) })),
  ),
  frame(
    1,
    'received',
    event('pay', {
      note: `card ${p('cardDashes')} or ${p('card')}`,
      [p('mail')]: true,
      iban: p('iban'),
      ssn: p('ssn'),
    }),
  ),
  frame(
    1,
    'received',
    event('base64', base64(utf8(JSON.stringify({ refreshToken: p('refresh') }))), base64(utf8(`x${p('jwtText')}`))),
  ),
  frame(
    1,
    'sent',
    event('say', p('jwtText'), `then ${p('authSession')} again`, p('refresh'), p('passwordNested'), p('apiKeyJson')),
  ),
  frame(
    1,
    'sent',
    event('keys', {
      user_password: p('passwordUnicode'),
      aws: p('aws'),
      hub: p('github'),
      pem: `-----BEGIN RSA PRIVATE KEY-----\n${p('pem')}\n-----END RSA PRIVATE KEY-----\n`,
    }),
  ),
  frame(1, 'sent', `451-["file",{"_placeholder":true,"num":0}]`),
  frame(1, 'sent', utf8(`from=${p('mailPlus')}&to=${p('passwordUnicode')}`)),
  frame(1, 'sent', `451-["file",{"_placeholder":true,"num":0}]`),
  frame(1, 'sent', Uint8Array.of(0, 255, 3, ...utf8(p('github')), 0, 9, ...utf8(p('passwordUnicode')), 1)),
  ...poll(
    2,
    body3(
      `0{"sid":"${SID}","upgrades":[],"pingInterval":25000,"pingTimeout":60000}`,
      '40',
      event('ümlaut', p('mail'), p('passwordUnicode')),
      '3',
    ),
  ),
  ...poll(2, binaryBody3(event('ü', { token: p('authToken') }), utf8(`bytes of ${p('ip')}`))),
  frame(2, 'sent', `40/chat?token=${p('queryToken')}&mail=${encodeURIComponent(p('mail'))},`),
  frame(2, 'received', Uint8Array.of(4, ...utf8(JSON.stringify({ password: p('password') })))),
  frame(3, 'sent', packed({ type: 0, nsp: '/', data: { who: p('authPacked') } })),
  frame(
    3,
    'received',
    packed({
      type: 2,
      nsp: '/',
      id: 7,
      data: [
        'packed',
        {
          jwt: p('jwtMsgpack'),
          n: Number(p('cardNumber')),
          deep: [{ [p('mail')]: p('ip') }],
          f: 1.5,
          bytes: utf8(`{"mail":"${p('mailPlus')}"}`),
        },
      ],
    }),
  ),
  frame(
    3,
    'received',
    packed({ type: 3, nsp: '/', id: 7, data: [p('authPacked').repeat(3), p('ipv6'), null, true, -5, 'plain'] }),
  ),
  frame(4, 'sent', `4bare engine text with ${p('mail')} and ${p('ipv6Short')}`),
  {
    ...on(1),
    kind: 'frame',
    chan: 905,
    via: 'webtransport',
    dir: 'received',
    payload: streamed(event('stream', { mail: p('mail'), token: p('authToken') })),
  },
  {
    ...on(1),
    kind: 'closed',
    chan: 901,
    via: 'websocket',
    code: 4001,
    reason: `kicked by ${p('mailReason')}`,
    clean: true,
  },
  { ...on(1), kind: 'failed', chan: 902, via: 'websocket', message: `no route to ${p('ip')}` },
  {
    ...on(1),
    kind: 'client',
    event: 'connect_error',
    nsp: '/',
    detail: {
      message: `bad token: ${p('authToken')}`,
      data: { deep: [{ deeper: p('authSession') }], password: p('password') },
    },
  },
  {
    ...on(1),
    kind: 'user',
    action: 'emit',
    detail: { event: 'x', [p('mailReason')]: p('basicPassword'), iban: p('iban') },
    more: { future: { note: p('apiKey'), again: p('proxy') } },
  },
];
