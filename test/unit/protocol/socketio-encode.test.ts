import fc from 'fast-check';
import { Encoder, PacketType } from 'socket.io-parser';
import { describe, expect, test } from 'vitest';
import { withAttachments } from '../../../src/protocol/socketio/attachments.ts';
import { decodePacket } from '../../../src/protocol/socketio/decode-v5.ts';
import { encodeEvent } from '../../../src/protocol/socketio/encode-v5.ts';

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.uint8Array(),
    fc.array(tie('any'), { maxLength: 4 }),
    // The official Encoder loses a `__proto__` beside bytes; ours keeps it, which has its own test.
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('any'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).any;

const emitted = fc.record({
  nsp: fc.constantFrom('/', '/admin', '/a,b', ''),
  id: fc.option(fc.nat(), { nil: undefined }),
  args: fc.tuple(fc.string(), value, value).map((args): readonly unknown[] => args),
});

describe('encodeEvent', () => {
  test('writes what the official Encoder writes', () => {
    fc.assert(
      fc.property(emitted, ({ nsp, id, args }) => {
        const base = { type: PacketType.EVENT, nsp, data: args };
        const frames = new Encoder().encode(id === undefined ? base : { ...base, id });
        const { text, attachments } = encodeEvent({ nsp, id, args });
        // The official Encoder loses keys of this name where bytes stand beside them; ours has its own test for that.
        fc.pre(attachments.length === 0 || !text.includes('"__proto__"'));
        expect([text, ...attachments]).toEqual(frames);
      }),
      { numRuns: 1000 },
    );
  });

  test('is undone by decodePacket and withAttachments', () => {
    fc.assert(
      fc.property(emitted, fc.constantFrom('/', '/chat'), ({ id, args }, nsp) => {
        const { text, attachments } = encodeEvent({ nsp, id, args });
        const packet = decodePacket(text);
        if (!packet.ok) {
          expect(packet.error.reason).toBe('too-many-attachments');
          return;
        }
        expect(packet.value).toMatchObject({ nsp, id, attachments: attachments.length });
        expect(withAttachments(packet.value.json, attachments)).toEqual({ ok: true, value: withoutMinusZero(args) });
      }),
      { numRuns: 1000 },
    );
  });

  test('takes bytes that have a toJSON of their own, and dates', () => {
    const bytes = Buffer.from([1, 2]);
    const when = new Date(0);
    expect(encodeEvent({ nsp: '/', id: 0, args: ['x', { bytes, when }] })).toEqual({
      text: '51-0["x",{"bytes":{"_placeholder":true,"num":0},"when":"1970-01-01T00:00:00.000Z"}]',
      attachments: [bytes],
    });
  });

  test('keeps a key __proto__', () => {
    const args: unknown = JSON.parse('["x",{"__proto__":{"a":1}}]');
    const { text } = encodeEvent({ nsp: '/', id: undefined, args: [...(args as unknown[]), new Uint8Array(1)] });
    expect(text).toBe('51-["x",{"__proto__":{"a":1}},{"_placeholder":true,"num":0}]');
  });
});

/** JSON has no -0 in what it writes. */
function withoutMinusZero(any: unknown): unknown {
  if (any instanceof Uint8Array) return any;
  if (Array.isArray(any)) return any.map(withoutMinusZero);
  if (typeof any !== 'object' || any === null) return Object.is(any, -0) ? 0 : any;
  return Object.fromEntries(Object.entries(any).map(([key, inner]) => [key, withoutMinusZero(inner)]));
}
