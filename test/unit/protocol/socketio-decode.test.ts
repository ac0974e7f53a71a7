import fc from 'fast-check';
import { Decoder, Encoder, PacketType } from 'socket.io-parser';
import { describe, expect, test } from 'vitest';
import { decodePacket } from '../../../src/protocol/socketio/decode-v5.ts';
import { eventName } from '../../../src/protocol/socketio/event-name.ts';
import type { SocketPacket } from '../../../src/protocol/socketio/packet.ts';
import { anyText, jsonText, mutated, packetText } from './arbitraries.ts';

const REFUSED = 'refused';

/** What both decoders tell of a text, in one form. */
function ours(text: string): unknown {
  const result = decodePacket(text);
  if (!result.ok) return REFUSED;
  const { type, nsp, id, attachments, json } = result.value;
  return { type, nsp, id, attachments, payload: json === '' ? undefined : JSON.parse(json) };
}

function theirs(text: string): unknown {
  try {
    const { type, nsp, id, attachments, data } = new Decoder()['decodeString'](text);
    return { type: PacketType[type], nsp, id, attachments: attachments ?? 0, payload: data };
  } catch {
    return REFUSED;
  }
}

function decoded(text: string): SocketPacket {
  const result = decodePacket(text);
  if (!result.ok) throw new Error(`refused ${text}: ${result.error.reason} at ${result.error.offset}`);
  return result.value;
}

// The Encoder takes what an application passes, so keys that assignment would lose are left out here.
const plainValue = fc.jsonValue().map((value): unknown => value);
const encodedText = fc
  .record({
    type: fc.constantFrom(
      PacketType.EVENT,
      PacketType.ACK,
      PacketType.CONNECT,
      PacketType.DISCONNECT,
      PacketType.CONNECT_ERROR,
    ),
    nsp: fc.constantFrom('/', '/admin', '/a/b?x=1', '/é'),
    id: fc.option(fc.nat({ max: Number.MAX_SAFE_INTEGER }), { nil: undefined }),
    name: fc.string({ unit: 'binary' }),
    args: fc.array(fc.oneof(plainValue, fc.uint8Array()), { maxLength: 5 }),
  })
  .map(({ type, nsp, id, name, args }) => {
    const data = {
      [PacketType.EVENT]: [name, ...args],
      [PacketType.ACK]: args,
      [PacketType.CONNECT]: { name },
      [PacketType.DISCONNECT]: undefined,
      [PacketType.CONNECT_ERROR]: { message: name },
    }[type];
    const [text] = new Encoder().encode(id === undefined ? { type, nsp, data } : { type, nsp, id, data });
    return String(text);
  });

const anything = fc.oneof(encodedText, mutated(encodedText), packetText, mutated(packetText), anyText);

describe('Socket.IO 5 as the protocol document shows it', () => {
  const binary = '{"_placeholder":true,"num":0}';
  test.each([
    ['0', 'CONNECT', '/', undefined, 0, ''],
    ['0{"sid":"wZX3oN0bSVIhsaknAAAI"}', 'CONNECT', '/', undefined, 0, '{"sid":"wZX3oN0bSVIhsaknAAAI"}'],
    ['0/admin,', 'CONNECT', '/admin', undefined, 0, ''],
    ['0/admin,{"sid":"oSO0OpakMV_3jnilAAAA"}', 'CONNECT', '/admin', undefined, 0, '{"sid":"oSO0OpakMV_3jnilAAAA"}'],
    ['4{"message":"Not authorized"}', 'CONNECT_ERROR', '/', undefined, 0, '{"message":"Not authorized"}'],
    ['2["foo"]', 'EVENT', '/', undefined, 0, '["foo"]'],
    ['2/admin,["bar"]', 'EVENT', '/admin', undefined, 0, '["bar"]'],
    [`51-["baz",${binary}]`, 'BINARY_EVENT', '/', undefined, 1, `["baz",${binary}]`],
    [
      `52-/admin,["baz",${binary},{"_placeholder":true,"num":1}]`,
      'BINARY_EVENT',
      '/admin',
      undefined,
      2,
      `["baz",${binary},{"_placeholder":true,"num":1}]`,
    ],
    ['212["foo"]', 'EVENT', '/', 12, 0, '["foo"]'],
    ['312[]', 'ACK', '/', 12, 0, '[]'],
    ['2/admin,13["foo"]', 'EVENT', '/admin', 13, 0, '["foo"]'],
    ['3/admin,13["bar"]', 'ACK', '/admin', 13, 0, '["bar"]'],
    [`51-14["foo",${binary}]`, 'BINARY_EVENT', '/', 14, 1, `["foo",${binary}]`],
    ['314["bar"]', 'ACK', '/', 14, 0, '["bar"]'],
    ['215["foo"]', 'EVENT', '/', 15, 0, '["foo"]'],
    [`61-15["bar",${binary}]`, 'BINARY_ACK', '/', 15, 1, `["bar",${binary}]`],
    ['1', 'DISCONNECT', '/', undefined, 0, ''],
    ['1/admin,', 'DISCONNECT', '/admin', undefined, 0, ''],
    ['2["hey","Jude"]', 'EVENT', '/', undefined, 0, '["hey","Jude"]'],
    ['0/admin,{"sid":"-G5j-67EZFp-q59rADQM"}', 'CONNECT', '/admin', undefined, 0, '{"sid":"-G5j-67EZFp-q59rADQM"}'],
    ['2/admin,1["tellme"]', 'EVENT', '/admin', 1, 0, '["tellme"]'],
    [`61-/admin,1[${binary}]`, 'BINARY_ACK', '/admin', 1, 1, `[${binary}]`],
  ])('decodes %s', (text, type, nsp, id, attachments, json) => {
    expect(decoded(text)).toMatchObject({ type, nsp, id, attachments, json });
    expect(ours(text)).toEqual(theirs(text));
  });
});

describe('Socket.IO 5 beside socket.io-parser', () => {
  test('takes and refuses the same texts, with equal values', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(ours(text)).toEqual(theirs(text));
      }),
      { numRuns: 8000 },
    );
  });

  test('treats each of the 65,536 code units alike, as a type and in an id', () => {
    const odd: number[] = [];
    for (let unit = 0; unit <= 0xffff; unit++) {
      const character = String.fromCharCode(unit);
      for (const text of [character, `2${character}["x"]`]) {
        const result = decodePacket(text);
        const expected = theirs(text);
        if (result.ok !== (expected !== REFUSED)) odd.push(unit);
        else if (result.ok) expect(ours(text)).toEqual(expected);
      }
    }
    expect(odd).toEqual([]);
  }, 60_000);

  test('takes all that it encodes, unless the event name is reserved', () => {
    fc.assert(
      fc.property(encodedText, (text) => {
        const result = decodePacket(text);
        if (!result.ok) expect(['reserved-event', 'too-many-attachments']).toContain(result.error.reason);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['', 'CONNECT', undefined],
    [' ', 'CONNECT', undefined],
    ['2', 'EVENT', undefined],
    ['3 ["x"]', 'ACK', 0],
    ['21 2["x"]', 'EVENT', NaN],
    ['2\u00a07\ufeff["x"]', 'EVENT', 7],
    ['299999999999999999999["x"]', 'EVENT', 1e20],
    ['2007["x"]', 'EVENT', 7],
    ['50x1-["x"]', 'BINARY_EVENT', undefined],
    ['4"Unable to connect"', 'CONNECT_ERROR', undefined],
  ])('has its oddities: %j', (text, type, id) => {
    expect(decoded(text)).toMatchObject({ type, id });
    expect(ours(text)).toEqual(theirs(text));
  });
});

describe('a Socket.IO packet', () => {
  test('covers its text with its parts, without gap or overlap', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = decodePacket(text);
        if (!result.ok) {
          expect(result.error.offset).toBeGreaterThanOrEqual(0);
          expect(result.error.offset).toBeLessThanOrEqual(text.length);
          return;
        }
        const { nsp, id, attachments, json, nspAt, idAt, jsonAt } = result.value;
        const count = text.slice(1, nspAt);
        expect(attachments === 0 ? count : Number(count.slice(0, -1))).toBe(attachments || '');
        expect(['', nsp, `${nsp},`]).toContain(text.slice(nspAt, idAt));
        expect(text.slice(nspAt, idAt) === '' ? '/' : text.slice(nspAt, idAt).replace(/,$/, '')).toBe(nsp);
        expect(idAt === jsonAt ? undefined : Number(text.slice(idAt, jsonAt))).toBe(id);
        expect(text.slice(jsonAt)).toBe(json);
        expect(nspAt <= idAt && idAt <= jsonAt && jsonAt <= text.length).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('knows its event name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '\n\t'), jsonText, (name, blank, json) => {
        const text = `2[${blank}${JSON.stringify(name)},${json}]`;
        if (theirs(text) === REFUSED) return;
        expect(eventName(decoded(text))).toBe(name);
      }),
    );
  });

  test.each([
    ['2["a\\u0062\\n"]', 'ab\n'],
    ['2[-12.50,"x"]', '-12.50'],
    ['2', undefined],
    ['3["not a name"]', undefined],
    ['4"not a name"', undefined],
    ['0{"a":1}', undefined],
    ['51-/chat,7["file",{"_placeholder":true,"num":0}]', 'file'],
  ])('of %s is named %s', (text, name) => {
    expect(eventName(decoded(text))).toBe(name);
  });
});

describe('malformed Socket.IO 5', () => {
  test.each([
    ['7', 'unknown-socket-type', 0],
    ['x[]', 'unknown-socket-type', 0],
    ['{"a":1}', 'unknown-socket-type', 0],
    ['5', 'bad-attachment-count', 1],
    ['5["x"]', 'bad-attachment-count', 1],
    ['5-["x"]', 'bad-attachment-count', 1],
    ['50-["x"]', 'bad-attachment-count', 1],
    ['51.5-["x"]', 'bad-attachment-count', 2],
    ['612345', 'bad-attachment-count', 6],
    ['5999999999-[]', 'too-many-attachments', 1],
    ['511-["x"]', 'too-many-attachments', 1],
    ['2["a"', 'json-ends', 5],
    ['2/admin,13["a', 'json-ends', 13],
    ['2hello', 'json', 1],
    ['2["a",}', 'json', 6],
    ['2["a"]x', 'json', 6],
    ['2{"a":1}', 'payload-type', 1],
    ['2[]', 'payload-type', 2],
    ['2[ null]', 'payload-type', 3],
    ['2/n,[[]]', 'payload-type', 5],
    ['2["connect_error"]', 'reserved-event', 2],
    ['2["\\u0064isconnect"]', 'reserved-event', 2],
    ['51-["newListener"]', 'reserved-event', 4],
    ['3{}', 'payload-type', 1],
    ['0[]', 'payload-type', 1],
    ['0null', 'payload-type', 1],
    ['1{}', 'payload-type', 1],
    ['4[]', 'payload-type', 1],
    ['4false', 'payload-type', 1],
  ])('says of %s: %s at %d', (text, reason, offset) => {
    expect(decodePacket(text)).toEqual({ ok: false, error: { reason, offset } });
    expect(theirs(text)).toBe(REFUSED);
  });

  test('is refused at any depth without an overflow', () => {
    const deep = '['.repeat(1_000_000);
    expect(decodePacket(`2["x",${deep}`)).toEqual({ ok: false, error: { reason: 'json-ends', offset: 1_000_006 } });
  });
});
