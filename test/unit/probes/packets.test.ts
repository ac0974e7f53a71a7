import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineErrorIn } from '../../../src/capture/probes/engine-error.ts';
import { jsonToMessagePack } from '../../../src/capture/probes/json-to-message-pack.ts';
import { bodyOf, connectPacket, packetsIn } from '../../../src/capture/probes/packets.ts';

const { Decoder } = createRequire(import.meta.url)('socket.io-msgpack-parser') as {
  Decoder: new () => { on(event: 'decoded', take: (packet: unknown) => void): void; add(bytes: Uint8Array): void };
};

test('what is packed is what the official parser unpacks', () => {
  const auth = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ noUnicodeString: false }));
  fc.assert(
    fc.property(auth, (data) => {
      // The parser makes plain objects: this key would name their prototype.
      fc.pre(!JSON.stringify(data).includes('__proto__'));
      const given: unknown = JSON.parse(JSON.stringify(data));
      const unpacked: unknown[] = [];
      const decoder = new Decoder();
      decoder.on('decoded', (packet) => unpacked.push(packet));
      decoder.add(Buffer.from(jsonToMessagePack({ type: 0, nsp: '/', data: given })));
      expect(unpacked).toEqual([{ type: 0, nsp: '/', data: given }]);
    }),
  );
});

test('lengths of every size have their own heads', () => {
  for (const length of [0, 31, 32, 255, 256, 65_535, 65_536]) {
    const unpacked: unknown[] = [];
    const decoder = new Decoder();
    decoder.on('decoded', (packet) => unpacked.push(packet));
    const data = { text: 'x'.repeat(length), list: Array.from({ length }, () => 1) };
    decoder.add(Buffer.from(jsonToMessagePack({ type: 0, nsp: '/', data })));
    expect(unpacked).toEqual([{ type: 0, nsp: '/', data }]);
  }
});

test('bodies of both generations come apart as they were put together', () => {
  const packets = fc.array(
    fc.string().map((text) => `4${text.replaceAll('\x1e', '')}`),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(packets, fc.constantFrom(3 as const, 4 as const), (given, generation) => {
      expect(packetsIn(bodyOf(given, generation), generation)).toEqual(given);
    }),
  );
});

test('a body that is none of generation 3 holds no packets, and does not hang', () => {
  fc.assert(fc.property(fc.string(), (body) => packetsIn(body, 3).length <= body.length));
  expect(packetsIn('<html>', 3)).toEqual([]);
});

test('CONNECT carries auth in generation 4 alone', () => {
  expect(connectPacket('/', undefined, { generation: 4, parser: 'default' })).toBe('40');
  expect(connectPacket('/', { a: 1 }, { generation: 4, parser: 'default' })).toBe('40{"a":1}');
  expect(connectPacket('/chat', { a: 1 }, { generation: 4, parser: 'default' })).toBe('40/chat,{"a":1}');
  expect(connectPacket('/chat', { a: 1 }, { generation: 3, parser: 'default' })).toBe('40/chat,');
});

test('engine errors are read from Node’s objects and from Python’s strings', () => {
  expect(engineErrorIn('{"code":1,"message":"Session ID unknown"}')).toEqual({
    code: 1,
    message: 'Session ID unknown',
  });
  expect(engineErrorIn('"Invalid session"')).toEqual({ code: 1, message: 'Invalid session' });
  expect(engineErrorIn('"Something else"')).toEqual({ code: undefined, message: 'Something else' });
  for (const other of ['', '<html>', '{"code":99}', '{"code":"1"}', '{', '0{"sid":"a"}', '[]', '"open']) {
    expect(engineErrorIn(other)).toBeUndefined();
  }
});
