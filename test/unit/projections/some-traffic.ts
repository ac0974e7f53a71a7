import fc from 'fast-check';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';

const OPEN = '0{"sid":"a","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200,"maxPayload":100}';

/** Ids and names come from a few, so that packets meet their answers, and often enough do not. */
const packet = fc.oneof(
  fc.constantFrom(OPEN, '1', '2', '3', '2probe', '3probe', '5', '6', '40', '40{"sid":"b"}', '40/chat,{"sid":"c"}'),
  fc.constantFrom('41', '41/chat,', '44/chat,{"message":"no"}', '4', '', '9x', '42["a"', 'b*', '0{}', '42["connect"]'),
  fc
    .tuple(
      fc.constantFrom('', '/chat,', '/news,'),
      fc.constantFrom('', '0', '1', '2'),
      fc.constantFrom('a', 'b', 'A B'),
    )
    .map(([nsp, id, name]) => `42${nsp}${id}["${name}",42]`),
  fc.tuple(fc.constantFrom('', '/chat,'), fc.nat(2)).map(([nsp, id]) => `43${nsp}${id}["ok"]`),
  fc
    .tuple(fc.integer({ min: 1, max: 2 }), fc.constantFrom('', '0'))
    .map(([n, id]) => `45${n}-${id}["up",{"_placeholder":true,"num":0}]`),
  fc.constant('bAQID'),
);

const body = fc.array(packet, { minLength: 1, maxLength: 4 }).map((packets) => JSON.stringify(packets.join('\x1e')));
const chan = fc.nat(5);
const reason = fc.constantFrom('transport close', 'ping timeout', 'io client disconnect', 'io server disconnect');

const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom('>', '<'), packet).map(([dir, text]) => `${dir} ${JSON.stringify(text)}`),
  },
  { weight: 2, arbitrary: fc.constantFrom('> hex 01 02', '< hex 34 32', '< hex') },
  { weight: 2, arbitrary: fc.tuple(chan, packet).map(([n, text]) => `> #${n} ${JSON.stringify(text)}`) },
  fc.tuple(chan, fc.constantFrom('', '&sid=a')).map(([n, sid]) => `> GET #${n} http://host/socket.io/?EIO=4${sid}`),
  fc.tuple(chan, body).map(([n, text]) => `> POST #${n} http://host/socket.io/?sid=a ${text}`),
  { weight: 3, arbitrary: fc.tuple(chan, body).map(([n, text]) => `< 200 #${n} ${text}`) },
  chan.map((n) => `< 200 #${n} ok`),
  chan.map((n) => `< 400 #${n} "{\\"code\\":1}"`),
  fc.tuple(chan, fc.constantFrom('', '&sid=a')).map(([n, sid]) => `open #${n} ws://host/socket.io/?EIO=4${sid}`),
  chan.map((n) => `close #${n} 1006`),
  chan.map((n) => `fail #${n} websocket error`),
  fc.tuple(fc.constantFrom('/', '/chat'), reason).map(([nsp, why]) => `client disconnect ${nsp} {"reason":"${why}"}`),
  reason.map((why) => `client close {"reason":"${why}"}`),
  fc.constantFrom('client connect /', 'client reconnect_attempt {"attempt":1}', 'client reconnect {"attempt":1}'),
  fc.constantFrom('user connect', 'user emit {"event":"a"}'),
);

/** Traffic of two connections as it may come and as it may not: order, pairs and channels are left to chance. */
export const someTraffic: fc.Arbitrary<readonly WireEvent[]> = fc
  .array(fc.tuple(fc.nat(200), fc.constantFrom('', '', '[2] '), line), { maxLength: 40 })
  .map((lines) => {
    let at = 0;
    return draw(lines.map(([gapMs, conn, drawn]) => `${(at += gapMs)}ms ${conn}${drawn}`).join('\n'));
  });
