import fc from 'fast-check';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';
import { someTraffic } from '../projections/some-traffic.ts';

/** Connection 2 speaks MessagePack, 3 is of Socket.IO 2. */
const SPOKEN = `0ms [2] client protocol {"protocol":"v4","parser":"msgpack"}
0ms [3] client protocol {"protocol":"v2","parser":"default"}`;

const scalar = fc.constantFrom<unknown>(7, 7.5, -3, 0, 1200, true, false, null, 'a', 'A b', '7', 'x"y', 'é\n', '');
/** Names meet often, also deep down. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom('id', 'user', 'token', 'a b', 'n"', 'é'), tie('value'), { maxKeys: 3 }),
}));

const values = fc.array(value, { maxLength: 3 });
const name = fc.constantFrom('chat', 'id', 'A b');
const nsp = fc.constantFrom('', '/chat,', '/a[b,');
const id = fc.constantFrom('', '0', '1', '12');
const direction = fc.constantFrom('<', '>');

/** Some JSON is written with escapes that need not be, as a server may. */
const json = fc.tuple(values, fc.boolean()).map(([args, isEscaped]) => {
  const plain = JSON.stringify(args);
  return isEscaped ? plain.replaceAll('token', '\\u0074oken').replaceAll('é', '\\u00e9').replaceAll('7', '7.0') : plain;
});

const withName = fc.tuple(name, json).map(([event, args]) => `["${event}"${args === '[]' ? '' : ','}${args.slice(1)}`);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(nsp, id, withName).map((parts) => `42${parts.join('')}`) },
  { weight: 2, arbitrary: fc.tuple(nsp, id, json).map((parts) => `43${parts.join('')}`) },
  fc.tuple(nsp, id, withName).map((parts) => `451-${parts.join('')}`),
  fc.tuple(nsp, values).map(([of, [auth]]) => `40${of}${JSON.stringify({ token: auth ?? 'a' })}`),
  fc.constantFrom(
    '44/chat,{"message":"no"}',
    '44"no"',
    '2',
    '3',
    '42["a"',
    '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}',
  ),
);

const packed = fc
  .tuple(fc.constantFrom('/', '/chat'), fc.option(fc.nat(3), { nil: undefined }), name, values)
  .map(([of, ack, event, args]) => `msgpack ${JSON.stringify({ type: 2, data: [event, ...args], nsp: of, id: ack })}`);

const written = text.map((packet) => JSON.stringify(packet));
const bodyOf3 = fc
  .array(text, { minLength: 1, maxLength: 3 })
  .map((packets) => JSON.stringify(packets.map((packet) => `${packet.length}:${packet}`).join('')));
const bodyOf4 = fc.array(text, { minLength: 1, maxLength: 3 }).map((packets) => JSON.stringify(packets.join('\x1e')));

const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(direction, written).map((parts) => parts.join(' ')) },
  { weight: 2, arbitrary: fc.tuple(direction, packed).map(([dir, packet]) => `[2] ${dir} ${packet}`) },
  { weight: 2, arbitrary: fc.tuple(direction, written).map(([dir, packet]) => `[3] ${dir} ${packet}`) },
  bodyOf4.map((body) => `< 200 #1 ${body}`),
  bodyOf3.map((body) => `[3] < 200 #2 ${body}`),
  fc.tuple(direction, written).map(([dir, packet]) => `${dir} #9 ${packet}`),
  value.map((detail) => `user emit ${JSON.stringify({ token: detail })}`),
  fc.constantFrom('> hex 01 02', 'fail #5 websocket error', 'client connect_error {"message":"xhr poll error"}'),
);

const withArguments = fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), line), { maxLength: 25 }).map((lines) => {
  let at = 0;
  const drawn = lines.map(([gapMs, one]) => `${((at += gapMs) / 1.6).toFixed(3)}ms ${one}`);
  return draw(['0ms stream #9 https://host/socket.io/', SPOKEN, ...drawn].join('\n'));
});

/** Traffic of several connections and generations, with arguments that a path leads into. */
export const searchedTraffic: fc.Arbitrary<readonly WireEvent[]> = fc.oneof(
  { weight: 3, arbitrary: withArguments },
  { weight: 1, arbitrary: someTraffic },
);
