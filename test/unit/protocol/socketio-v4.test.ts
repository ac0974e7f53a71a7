import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePacket } from '../../../src/protocol/socketio/decode-v4.ts';
import { anyText, jsonText, mutated, packetText } from './arbitraries.ts';

type Decoded = { type: number; nsp: string; id?: number; attachments?: number; data?: unknown };
/** socket.io-parser 3.4, which has no types. A binary packet waits in the decoder for its attachments. */
type Parser = {
  readonly types: readonly string[];
  readonly Decoder: new () => {
    on(event: 'decoded', listener: (packet: Decoded) => void): void;
    add(text: string): void;
    readonly reconstructor: { readonly reconPack: Decoded } | null;
  };
};
const official = createRequire(import.meta.url)('socket.io-parser-v3') as Parser;
const REFUSED = 'refused';

function ours(text: string): unknown {
  const result = decodePacket(text);
  if (!result.ok) return REFUSED;
  const { type, nsp, id, attachments, json } = result.value;
  return { type, nsp, id, attachments, payload: json === '' ? undefined : JSON.parse(json) };
}

function theirs(text: string): unknown {
  const decoder = new official.Decoder();
  let packet: Decoded | undefined;
  decoder.on('decoded', (decoded) => (packet = decoded));
  try {
    decoder.add(text);
  } catch {
    return REFUSED;
  }
  packet ??= decoder.reconstructor?.reconPack;
  // An unknown type comes out as an error packet without a namespace.
  if (packet?.nsp === undefined) return REFUSED;
  const { type, nsp, id, attachments = 0, data } = packet;
  const name = official.types[type];
  const bare = name === 'CONNECT' ? nsp.replace(/\?.*$/s, '') : nsp;
  return { type: name, nsp: bare, id, attachments, payload: data };
}

const error = fc
  .tuple(fc.constantFrom('4', '4/chat,', '0', '0/chat?token=x,', '0/chat?'), jsonText)
  .map((parts) => parts.join(''));
const anything = fc.oneof(packetText, mutated(packetText), error, mutated(error), anyText);

test.each([
  ['0', 'CONNECT', '/', undefined, ''],
  ['0/nsp?token=x,', 'CONNECT', '/nsp', undefined, ''],
  ['0/nsp?token=x', 'CONNECT', '/nsp', undefined, ''],
  ['0/nsp,', 'CONNECT', '/nsp', undefined, ''],
  ['4"Not authorized"', 'ERROR', '/', undefined, '"Not authorized"'],
  ['4/nsp,{"code":7}', 'ERROR', '/nsp', undefined, '{"code":7}'],
  ['4null', 'ERROR', '/', undefined, 'null'],
  ['2["connect"]', 'EVENT', '/', undefined, '["connect"]'],
  ['2/nsp?a,12["x"]', 'EVENT', '/nsp?a', 12, '["x"]'],
  ['51-["x",{"_placeholder":true,"num":0}]', 'BINARY_EVENT', '/', undefined, '["x",{"_placeholder":true,"num":0}]'],
])('decodes %s', (text, type, nsp, id, json) => {
  expect(decodePacket(text)).toMatchObject({ ok: true, value: { type, nsp, id, json } });
  expect(ours(text)).toEqual(theirs(text));
});

test('takes and refuses the same texts as socket.io-parser 3, with equal values', () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(ours(text)).toEqual(theirs(text));
    }),
    { numRuns: 1500 },
  );
});

test.each([
  ['9', 'unknown-socket-type', 0],
  ['0"x"', 'payload-type', 1],
  ['1{}', 'payload-type', 1],
  ['2{"a":1}', 'payload-type', 1],
  ['2[{}]', 'payload-type', 1],
  ['3"x"', 'payload-type', 1],
  ['2["a"', 'json-ends', 5],
  ['511-["a"]', 'too-many-attachments', 1],
])('says of %s: %s at %d', (text, reason, offset) => {
  expect(decodePacket(text)).toEqual({ ok: false, error: { reason, offset } });
});
