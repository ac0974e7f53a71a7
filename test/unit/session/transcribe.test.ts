import { expect, test } from 'vitest';
import type { Packet } from '../../../src/session/entry.ts';
import { draw } from '../../draw.ts';
import { entriesOf } from '../projections/fold.ts';

/** Per entry, its packets: kind, direction as an arrow, what is wrong, and the header of an attachment. */
function transcribed(drawn: string): readonly string[] {
  return entriesOf(draw(drawn)).map(({ packets }) => packets.map(wordOf).join(' | '));
}

function wordOf({ kind, direction, malformed, header }: Packet): string {
  const wrong = malformed ? `(${malformed.reason} at ${malformed.offset})` : '';
  return `${direction === 'sent' ? '>' : '<'}${kind}${wrong}${header === undefined ? '' : `#${header}`}`;
}

const HANDSHAKE = '0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}';

test('a polling body holds several packets, each with its place', () => {
  const drawn = `
    0ms > GET #1 /socket.io/
    1ms < 200 #1 ${HANDSHAKE}␞40{"sid":"b"}␞2
  `;
  expect(transcribed(drawn)).toEqual(['', '<open | <CONNECT | <ping']);
  const [, response] = entriesOf(draw(drawn));
  expect(response?.packets.map(({ start, end }) => [start, end])).toEqual([
    [0, 63],
    [64, 77],
    [78, 79],
  ]);
});

test('the body of a POST holds packets, its answer holds none', () => {
  expect(
    transcribed(`
      0ms > POST #1 /socket.io/ 40␞42["a"]
      1ms < 200 #1 ok
    `),
  ).toEqual(['>CONNECT | >EVENT', '']);
});

test('an answer that is not 200 holds no packets', () => {
  expect(
    transcribed(`
      0ms > GET #1 /socket.io/
      1ms < 400 #1 "{\\"code\\":1,\\"message\\":\\"Session ID unknown\\"}"
      2ms > GET #2 /socket.io/
      3ms < 502 #2 "<html>"
    `),
  ).toEqual(['', '', '', '']);
});

test('an answer whose request was not recorded is read as a poll’s', () => {
  expect(transcribed(`0ms < 200 #9 42["a"]`)).toEqual(['<EVENT']);
});

test('a request or an answer without a body holds no packets, an empty body one that is empty', () => {
  expect(
    transcribed(`
      0ms > GET #1 /socket.io/
      1ms < 200 #1
      2ms > GET #2 /socket.io/
      3ms < 200 #2 ""
    `),
  ).toEqual(['', '', '', '<malformed(empty at 0)']);
});

test('attachments follow their packet over WebSocket', () => {
  expect(
    transcribed(`
      0ms < 452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]
      1ms < hex 01
      2ms < hex
      3ms < 42["b"]
    `),
  ).toEqual(['<BINARY_EVENT', '<attachment#0', '<attachment#0', '<EVENT']);
});

test('attachments come as base64 in a polling body, or in the next one', () => {
  expect(
    transcribed(`
      0ms > POST #1 /socket.io/ 452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]␞bAQID
      1ms < 200 #1 ok
      2ms > POST #2 /socket.io/ b␞42["b"]
    `),
  ).toEqual(['>BINARY_EVENT | >attachment#0', '', '>attachment#0 | >EVENT']);
});

test('attachments may be polled and the rest come over the upgraded transport', () => {
  expect(
    transcribed(`
      0ms < 200 #1 452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]␞bAQID
      1ms < #2 hex 04
    `),
  ).toEqual(['<BINARY_EVENT | <attachment#0', '<attachment#0']);
});

test('attachments that never come are told once, behind the packet that came instead', () => {
  expect(
    transcribed(`
      0ms < 452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]
      1ms < hex 01
      2ms < 42["b"]
      3ms < 42["c"]
      4ms < hex 02
    `),
  ).toEqual([
    '<BINARY_EVENT',
    '<attachment#0',
    '<EVENT | <malformed(attachment-missing at 0)#0',
    '<EVENT',
    '<malformed(attachment-unexpected at 0)',
  ]);
});

test('in a body, what never came stands behind the packets, so that their numbering holds', () => {
  expect(transcribed(`0ms < 200 #1 451-["a"]␞42["b"]␞451-["c"]␞42["d"]`)).toEqual([
    '<BINARY_EVENT | <EVENT | <BINARY_EVENT | <EVENT | <malformed(attachment-missing at 0)#0 | <malformed(attachment-missing at 0)#0',
  ]);
});

test('a malformed message instead of bytes is told beside what it kept from coming', () => {
  expect(
    transcribed(`
      0ms < 451-["a"]
      1ms < 42["b"
      2ms < 42["c"]
    `),
  ).toEqual(['<BINARY_EVENT', '<malformed(json-ends at 6) | <malformed(attachment-missing at 0)#0', '<EVENT']);
});

test('heartbeats and bytes of the other direction may come between a packet and its attachments', () => {
  expect(
    transcribed(`
      0ms < 451-["a",{"_placeholder":true,"num":0}]
      1ms < 2
      2ms > 451-["b",{"_placeholder":true,"num":0}]
      3ms > 3
      4ms < hex 01
      5ms > hex 02
    `),
  ).toEqual(['<BINARY_EVENT', '<ping', '>BINARY_EVENT', '>pong', '<attachment#0', '>attachment#2']);
});

test('two connections do not take each other’s attachments', () => {
  expect(
    transcribed(`
      0ms     < 451-["a",{"_placeholder":true,"num":0}]
      1ms [2] < hex 01
      2ms     < hex 02
    `),
  ).toEqual(['<BINARY_EVENT', '<malformed(attachment-unexpected at 0)', '<attachment#0']);
});

test('a lost connection takes its unfinished packets with it, in both directions', () => {
  expect(
    transcribed(`
      0ms < 451-["a",{"_placeholder":true,"num":0}]
      1ms > 451-["b",{"_placeholder":true,"num":0}]
      2ms client close {"reason":"transport close"}
      3ms client disconnect / {"reason":"transport close"}
      4ms < hex 01
    `),
  ).toEqual([
    '<BINARY_EVENT',
    '>BINARY_EVENT',
    '>malformed(attachment-missing at 0)#1 | <malformed(attachment-missing at 0)#0',
    '',
    '<malformed(attachment-unexpected at 0)',
  ]);
});

test('a namespace that is left does not take the connection’s unfinished packets with it', () => {
  expect(
    transcribed(`
      0ms < 451-["a",{"_placeholder":true,"num":0}]
      1ms > 41/chat,
      1ms client disconnect /chat {"reason":"io client disconnect"}
      2ms < hex 01
    `),
  ).toEqual(['<BINARY_EVENT', '>DISCONNECT', '', '<attachment#0']);
});

test('more attachments than the client takes are malformed, and their bytes nobody’s', () => {
  expect(
    transcribed(`
      0ms < 4511-["a"]
      1ms < hex 01
      2ms < 42["b"]
    `),
  ).toEqual(['<malformed(too-many-attachments at 2)', '<malformed(attachment-unexpected at 0)', '<EVENT']);
});

test('a malformed handshake keeps its place, and so does a message', () => {
  expect(
    transcribed(`
      0ms < 0{"sid":
      1ms < 0{"sid":"a"}
      2ms < 42[nonsense]
      3ms < 9
      4ms < b*
      5ms < 42["connect"]
    `),
  ).toEqual([
    '<malformed(json-ends at 8)',
    '<malformed(handshake at 1)',
    '<malformed(json at 4)',
    '<malformed(unknown-engine-type at 0)',
    '<malformed(bad-base64 at 1)',
    '<malformed(reserved-event at 3)',
  ]);
});
