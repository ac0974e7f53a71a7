import fc from 'fast-check';
import { createRequire } from 'node:module';
import { encodePayload } from 'engine.io-parser';
import { Encoder, type Packet } from 'socket.io-parser';
import { Encoder as PackedEncoder } from 'socket.io-msgpack-parser';
import { expect, test } from 'vitest';
import { utf8Bytes } from '../../../src/base/bytes.ts';
import { ENGINE_PACKET_TYPES } from '../../../src/protocol/engineio/packet.ts';
import { flawIn } from '../../../src/projections/malformed-part.ts';
import type { Role } from '../../../src/projections/roles/role.ts';
import { rolesOf } from '../../../src/projections/roles/roles-of.ts';
import { readPart, type RowPart } from '../../../src/projections/row-part.ts';
import { decodersFor } from '../../../src/session/decoders.ts';
import type { ParserName, ProtocolName } from '../../../src/session/header.ts';
import { captureMs, type Payload, type Via, type WireEvent } from '../../../src/wire/wire-event.ts';
import { DOCUMENTS } from '../../samples/protocol-documents.ts';
import { anyText, jsonText, mutated, packetText } from '../protocol/arbitraries.ts';

type Spoken = readonly [protocol: ProtocolName, parser?: ParserName];

function frame(payload: Payload, via: Via = 'websocket'): WireEvent {
  const common = { at: captureMs(0), conn: 1, chan: 1, payload };
  return via === 'polling'
    ? { ...common, kind: 'response', via, status: 200 }
    : { ...common, kind: 'frame', via, dir: 'received' };
}

function rolesIn(payload: Payload, via: Via, [protocol, parser = 'default']: Spoken) {
  const event = frame(payload, via);
  const part = readPart(event, 0, decodersFor(protocol, parser));
  return { part, roles: rolesOf(event, part, { hasPackets: true, flaw: flawIn(part) }) };
}

function expectCovered(payload: Payload, roles: readonly Role[]): void {
  let at = 0;
  for (const { from, to } of roles) {
    expect(from).toBe(at);
    expect(to).toBeGreaterThan(from);
    at = to;
  }
  expect(at).toBe(payload.length);
}

function drawn(payload: Payload, roles: readonly Role[]): readonly string[] {
  return roles.map(({ name, from, to }) => `${name} ${textOf(payload, from, to)}`);
}

function textOf(payload: Payload, from: number, to: number): string {
  return typeof payload === 'string' ? payload.slice(from, to) : new TextDecoder().decode(payload.subarray(from, to));
}

/** What each role's own text says is what the decoder says of the packet. */
function expectDecoded({ payload, engine, socket, decoders }: RowPart, roles: readonly Role[]): void {
  if (!engine?.ok || payload === undefined) return;
  const said = (name: Role['name']) => {
    const role = roles.find((one) => one.name === name);
    return role && textOf(payload, role.from, role.to);
  };
  const type = said('Engine.IO type');
  if (type !== undefined) {
    const number = typeof payload === 'string' ? Number(type) : (payload[roles[0]!.to - 1] ?? 0) % 0x30;
    expect(ENGINE_PACKET_TYPES[number]).toBe(engine.value.type);
  }
  if (engine.value.type !== 'message') return expect(said('data') ?? '').toBe(engine.value.text);
  if (!socket?.ok || decoders.socket?.parser === 'msgpack') return;
  const { nsp, id, json, attachments } = socket.value;
  expect(roles.find(({ name }) => name === 'Socket.IO type')?.value.replace(/ .*/, '') ?? 'CONNECT').toBe(
    socket.value.type,
  );
  expect(
    (said('namespace') ?? '/')
      .replace(/,$/, '')
      .replace(socket.value.type === 'CONNECT' && decoders.socket?.version === 4 ? /\?.*/ : /$^/, ''),
  ).toBe(nsp);
  expect(said('ack id') === undefined ? undefined : Number(said('ack id'))).toBe(id);
  expect(said('payload') ?? '').toBe(json);
  expect(Number((said('attachments') ?? '0').replace(/-$/, ''))).toBe(attachments);
}

for (const { source, protocol, frames, bodies } of DOCUMENTS) {
  test(`roles cover every example of ${source}, and say what the decoder says`, () => {
    for (const payload of frames) {
      const { part, roles } = rolesIn(payload, 'websocket', [protocol]);
      expect(part.engine?.ok && part.socket?.ok !== false, String(payload)).toBe(true);
      expectCovered(payload, roles);
      expectDecoded(part, roles);
      expect(roles.some(({ name }) => name === 'unreadable')).toBe(false);
    }
    for (const payload of bodies) {
      const { roles } = rolesIn(payload, 'polling', [protocol]);
      expectCovered(payload, roles);
      expect(
        roles.filter(({ name }) => name === 'unreadable'),
        String(payload),
      ).toEqual([]);
    }
  });
}

test.each([
  [
    '451-/chat,12["up"]',
    'websocket',
    ['v4'],
    ['Engine.IO type 4', 'Socket.IO type 5', 'attachments 1-', 'namespace /chat,', 'ack id 12', 'payload ["up"]'],
  ],
  ['2probe', 'websocket', ['v4'], ['Engine.IO type 2', 'data probe']],
  ['bAQID', 'websocket', ['v4'], ['base64 mark b', 'attachment AQID']],
  ['b4AQID', 'websocket', ['v2'], ['base64 mark b', 'Engine.IO type 4', 'attachment AQID']],
  ['4hello', 'websocket', ['eio4'], ['Engine.IO type 4', 'data hello']],
  [
    '40\x1e42["a"]',
    'polling',
    ['v4'],
    ['Engine.IO type 4', 'Socket.IO type 0', 'separator \x1e', 'Engine.IO type 4', 'Socket.IO type 2', 'payload ["a"]'],
  ],
  [
    '2:407:42["a"]',
    'polling',
    ['v2'],
    [
      'length prefix 2:',
      'Engine.IO type 4',
      'Socket.IO type 0',
      'length prefix 7:',
      'Engine.IO type 4',
      'Socket.IO type 2',
      'payload ["a"]',
    ],
  ],
  ['42["a",x]', 'websocket', ['v4'], ['Engine.IO type 4', 'Socket.IO type 2', 'payload ["a",', 'unreadable x]']],
  ['9what', 'websocket', ['v4'], ['unreadable 9what']],
  ['2:40x', 'polling', ['v2'], ['length prefix 2:', 'Engine.IO type 4', 'Socket.IO type 0', 'unreadable x']],
] satisfies readonly (readonly [string, Via, Spoken, readonly string[]])[])(
  '%j over %s reads by its roles',
  (payload, via, spoken, expected) => {
    expect(drawn(payload, rolesIn(payload, via as Via, spoken as unknown as Spoken).roles)).toEqual(expected);
  },
);

const spokens: readonly Spoken[] = [['v4'], ['v2'], ['eio4'], ['eio3'], ['v4', 'msgpack'], ['v2', 'msgpack']];

test('roles cover anything, whatever it is read as: sound, malformed, or noise', () => {
  const text = fc.oneof(
    mutated(packetText.map((packet) => `4${packet}`)),
    anyText,
    mutated(fc.constantFrom('6:4hello4:4\u20ac\u20ac\u20ac', '4a\x1e2\x1ebAQ==', '0:1:2', 'b4AQID')),
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    text.map(utf8Bytes),
    fc.tuple(fc.constantFrom(0, 1), text).map(([kind, content]) => Uint8Array.of(kind, 9, 255, ...utf8Bytes(content))),
  );
  const via = fc.constantFrom<Via>('websocket', 'polling', 'webtransport');
  fc.assert(
    fc.property(fc.oneof(text, bytes), via, fc.constantFrom(...spokens), (payload, carriedBy, spoken) => {
      if (payload.length === 0) return;
      const { part, roles } = rolesIn(payload, carriedBy, spoken);
      // Generation 4 has no packets in bytes: such a body is none.
      if (carriedBy === 'polling' && typeof payload !== 'string' && part.decoders.engine.version === 4) return;
      expectCovered(payload, roles);
    }),
    { numRuns: 2000 },
  );
});

const packet: fc.Arbitrary<Packet> = fc
  .record({
    type: fc.constantFrom(2, 3),
    nsp: fc.constantFrom('/', '/admin', '/a/b'),
    id: fc.option(fc.nat(), { nil: undefined }),
    rest: fc.array(
      jsonText.map((json): unknown => JSON.parse(json)),
      { maxLength: 3 },
    ),
    bytes: fc.option(fc.uint8Array({ maxLength: 9 }), { nil: undefined }),
  })
  .map(({ type, nsp, id = type === 3 ? 7 : undefined, rest, bytes }) => ({
    type,
    nsp,
    ...(id === undefined ? {} : { id }),
    data: ['tick', ...rest, ...(bytes ? [bytes] : [])],
  }));

const parserV3 = createRequire(import.meta.url)('socket.io-parser-v3') as {
  Encoder: new () => { encode(packet: Packet, done: (frames: readonly Payload[]) => void): void };
};
const engineV2 = createRequire(import.meta.url)('engine.io-parser-v2') as {
  encodePacket(packet: object, binary: boolean, utf8: boolean, done: (frame: Payload) => void): void;
  encodePayload(packets: readonly object[], binary: boolean, done: (body: Payload) => void): void;
};

test('what the official encoders of both generations write reads by its roles as the decoders read it', () => {
  fc.assert(
    fc.property(packet, (content) => {
      for (const message of new Encoder().encode(content)) {
        const payload: Payload = typeof message === 'string' ? `4${message}` : new Uint8Array(message as Uint8Array);
        if (payload.length > 0) expectSound(payload, 'websocket', ['v4']);
      }
      new parserV3.Encoder().encode({ ...content, type: content.type }, (messages) => {
        for (const data of messages) {
          engineV2.encodePacket({ type: 'message', data: asBuffer(data) }, true, false, (sent) =>
            expectSound(asBytes(sent), 'websocket', ['v2']),
          );
          engineV2.encodePacket({ type: 'message', data: asBuffer(data) }, false, false, (sent) =>
            expectSound(asBytes(sent), 'websocket', ['v2']),
          );
        }
      });
      for (const packed of packedOf(content)) {
        expectSound(new Uint8Array(packed), 'websocket', ['v4', 'msgpack']);
      }
    }),
  );
});

test('bodies of the official encoders: each packet has its roles, and framing what is between them', () => {
  const data = fc.array(packet, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(data, fc.boolean(), (packets, isBinary) => {
      const messages = packets.flatMap((one) => new Encoder().encode(one) as readonly (string | Uint8Array)[]);
      const asPackets = messages.map((message) => ({ type: 'message', data: asBuffer(message) }));
      encodePayload(asPackets as never, (body) => expectBody(body, asPackets.length, ['v4']));
      engineV2.encodePayload(asPackets, isBinary, (body) => expectBody(asBytes(body), asPackets.length, ['v2']));
    }),
  );
});

function expectBody(body: Payload, packets: number, spoken: Spoken): void {
  const { roles } = rolesIn(body, 'polling', spoken);
  expectCovered(body, roles);
  expect(new Set(roles.flatMap(({ packet: number }) => (number === undefined ? [] : [number]))).size).toBe(packets);
}

function expectSound(payload: Payload, via: Via, spoken: Spoken): void {
  const { part, roles } = rolesIn(payload, via, spoken);
  expectCovered(payload, roles);
  expect(roles.some(({ name }) => name === 'unreadable')).toBe(false);
  expectDecoded(part, roles);
}

/** Its types promise one buffer; it returns a list of one. */
function packedOf(content: Packet): readonly Uint8Array[] {
  return new PackedEncoder().encode(content as never) as unknown as readonly Uint8Array[];
}

function asBuffer(data: unknown): unknown {
  return typeof data === 'string' ? data : Buffer.from(data as Uint8Array);
}

function asBytes(payload: Payload | ArrayBuffer): Payload {
  return typeof payload === 'string' ? payload : new Uint8Array(payload as Uint8Array);
}

test('in MessagePack each field has its own span of bytes, whose value is the one decoded', () => {
  const [packed] = packedOf({
    type: 2,
    nsp: '/chat',
    id: 12,
    data: ['up', { a: 1 }],
  });
  const { roles } = rolesIn(new Uint8Array(packed!), 'websocket', ['v4', 'msgpack']);
  expect(roles.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'MessagePack map: 4 fields',
    'key: "type"',
    'Socket.IO type: EVENT (2)',
    'key: "nsp"',
    'namespace: /chat',
    'key: "id"',
    'ack id: 12',
    'key: "data"',
    'payload: 8 bytes of MessagePack',
  ]);
});

test('a WebTransport header tells kind and length, and long ones have length bytes of their own', () => {
  const text = utf8Bytes('42["é"]');
  const short = rolesIn(Uint8Array.of(text.length, ...text), 'webtransport', ['v4']).roles;
  expect(short.map(({ name, from, to }) => [name, from, to])).toEqual([
    ['stream header', 0, 1],
    ['Engine.IO type', 1, 2],
    ['Socket.IO type', 2, 3],
    ['payload', 3, 9],
  ]);
  const long = rolesIn(Uint8Array.of(0x80 | 126, 0, 200, ...new Uint8Array(200)), 'webtransport', ['v4']).roles;
  expect(long.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'stream header: bytes, length in the next 2',
    'packet length: 200 bytes',
    'attachment: 200 bytes',
  ]);
});
