import messagePack from 'socket.io-msgpack-parser';
import { expect, it } from 'vitest';
import type { Ear } from '../../../src/replay/raw/fate.ts';
import { foresee } from '../../../src/replay/raw/foresee.ts';
import type { Payload } from '../../../src/wire/wire-event.ts';
import { observePolling, observeSocket, type Bench, type Observed } from './raw-kit.ts';
import { engineIo3, engineIo6, serve, socketIo2, socketIo4 } from './servers.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const HEADER = '451-["echo",{"_placeholder":true,"num":0}]';

type Sent = readonly (readonly Payload[])[];

const ENGINE = [
  '',
  '0',
  '0{}',
  '1',
  '1x',
  '2',
  '2probe',
  '2x',
  '3',
  '3probe',
  '5',
  '6',
  '7',
  'x',
  'b',
  'bAAEC',
  'b4AAEC',
  'b!!',
];
const SOCKET = [
  '4',
  '40',
  '40/nope,',
  '40/chat,',
  '40[1]',
  '40{"a":1}',
  '40x',
  '41/nope,',
  '41x',
  '42["echo","x"]',
  '420["echo","x"]',
  '42[]',
  '42{}',
  '42',
  '42[1]',
  '42[null]',
  '42["x"',
  '42["disconnect"]',
  '42["connect"]',
  '42["newListener"]',
  '42/nope,["x"]',
  '42/chat,["x"]',
  '43',
  '430[]',
  '430{}',
  '43["x"]',
  '43x',
  '44',
  '44{"message":"x"}',
  '44"x"',
  '44x',
  '45',
  '451-["x"]',
  '4511-["x"]',
  '450-["x"]',
  '45-["x"]',
  '47',
  '48',
  '4x',
  '4 ',
  '42["x"]y',
  '42["é"]',
];
const BYTES = [bytes(1, 2, 3), bytes(4, 1, 2), bytes(9, 1), bytes()];
const ATTACHED = [
  [HEADER, bytes(1, 2)],
  [HEADER, bytes(4, 1, 2)],
  ['451-["x",{"_placeholder":true,"num":5}]', bytes(4, 1, 2)],
  ['461-0["x"]', bytes(4, 1)],
];
const FRAMES: Sent = [...[...ENGINE, ...SOCKET, ...BYTES].map((part) => [part]), ...ATTACHED];
/** What Engine.IO alone decides. */
const BARE_FRAMES: Sent = [...ENGINE, '4', '42["x"]', ...BYTES].map((part) => [part]);

const BODIES_4 = [...ENGINE, '40', '41/nope,', '42', '42["x"', '430[]', ...BYTES, bytes(0x33), bytes(0x32)];
const SEVERAL_4 = ['2\x1e2', '42["x"]\x1e42["y"]', '3\x1e', `${HEADER}\x1ebAAEC`];
const BODIES_3 = [
  '1:0',
  '1:1',
  '1:2',
  '6:2probe',
  '1:3',
  '1:5',
  '1:7',
  '1:x',
  '1:b',
  '6:b4AAEC',
  '2:40',
  '2:42',
  '6:42["x"',
  '2:47',
];
const SEVERAL_3 = ['', 'x', '5:4x', ':', '2:', '0:', '1:32:42', `${HEADER.length}:${HEADER}10:b4AAECAwQF`];

const packer = new messagePack.Encoder();
const pack = (packet: object): Uint8Array => new Uint8Array([packer.encode(packet)].flat()[0] as unknown as Uint8Array);
const PACKED: Sent = [
  '42["x"]',
  bytes(0xc1),
  bytes(0x81, 0xa4),
  pack({ type: 2, nsp: '/', data: ['x', bytes(1)] }),
  pack({ type: 2, nsp: '/nope', data: ['x'] }),
  pack({ type: 2, nsp: '/', data: [] }),
  pack({ type: 3, nsp: '/', data: [] }),
  pack({ type: 0, nsp: '/' }),
  pack({ type: 4, nsp: '/', data: 'x' }),
  pack({ type: 7, nsp: '/' }),
].map((part) => [part]);

type Case = { readonly sent: readonly Payload[]; readonly observed: Observed; readonly ear: Ear };

/** Foretold beside observed, in a form that a failing test shows whole. */
function compared({ sent, observed, ear }: Case): { readonly foretold: string; readonly seen: string } {
  const fates = foresee({ layer: 'frame', parts: sent }, ear);
  const endsThere = fates.some(({ kind }) => kind === 'ends' || kind === 'waits');
  const answers = fates.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  const answered = answers.filter((answer) => observed.frames.some((frame) => frame.startsWith(answer)));
  const name = sent
    .map((part) => (typeof part === 'string' ? JSON.stringify(part) : `<${[...part].join(' ')}>`))
    .join(' + ');
  return {
    foretold: `${name} ${endsThere ? 'ends' : 'goes on'} ${answers.join()}`,
    seen: `${name} ${observed.isEnded ? 'ends' : 'goes on'} ${answered.join()}`,
  };
}

const SERVERS = [
  { name: 'socket.io 4', attach: socketIo4(), protocol: 'v4', frames: FRAMES, bodies: [...BODIES_4, ...SEVERAL_4] },
  {
    name: 'socket.io 2',
    attach: socketIo2,
    protocol: 'v2',
    frames: FRAMES,
    bodies: [...BODIES_3, ...SEVERAL_3, ...BYTES],
  },
  { name: 'MessagePack', attach: socketIo4({ parser: messagePack }), protocol: 'v4', frames: PACKED, bodies: [] },
  { name: 'engine.io 6', attach: engineIo6(), protocol: 'eio4', frames: BARE_FRAMES, bodies: ENGINE },
  { name: 'engine.io 3', attach: engineIo3, protocol: 'eio3', frames: BARE_FRAMES, bodies: BODIES_3 },
] as const;

it.each(SERVERS)('what is foretold of $name is what it does', async ({ name, attach, protocol, frames, bodies }) => {
  const { url } = await serve(attach);
  const isBare = protocol.startsWith('eio');
  const isPacked = name === 'MessagePack';
  const eio = protocol === 'v4' || protocol === 'eio4' ? 4 : 3;
  const bench: Bench = {
    url,
    path: isBare ? '/engine.io/' : '/socket.io/',
    isBare,
    eio,
    ...(isPacked ? { pack } : {}),
  };
  const ear = { protocol, parser: isPacked ? 'msgpack' : 'default', joined: ['/'] } as const;
  const overSocket = frames.map(async (sent) =>
    compared({ sent, observed: await observeSocket(bench, sent), ear: { ...ear, via: 'websocket' } }),
  );
  const overPolling = bodies.map(async (body) =>
    compared({ sent: [body], observed: await observePolling(bench, body), ear: { ...ear, via: 'polling' } }),
  );
  const all = await Promise.all([...overSocket, ...overPolling]);
  expect(all.map(({ foretold }) => foretold)).toEqual(all.map(({ seen }) => seen));
});
