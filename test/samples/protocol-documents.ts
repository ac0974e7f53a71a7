import type { ProtocolName } from '../../src/session/header.ts';
import type { Payload } from '../../src/wire/wire-event.ts';

/**
 * Every frame and body that the official documents show as an example, as it would cross the wire: a Socket.IO packet
 * stands in an Engine.IO message.
 */
export type DocumentExamples = {
  readonly source: string;
  readonly protocol: ProtocolName;
  readonly frames: readonly Payload[];
  /** Of HTTP long-polling. */
  readonly bodies: readonly Payload[];
};

const HANDSHAKE =
  '0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}';

const BYTES_1_TO_4 = Uint8Array.of(1, 2, 3, 4);

const SOCKET_IO_5_PACKETS = [
  '0',
  '0{"sid":"wZX3oN0bSVIhsaknAAAI"}',
  '0/admin,',
  '0/admin,{"token":"123"}',
  '0/admin,{"sid":"oSO0OpakMV_3jnilAAAA"}',
  '0/admin,{"sid":"iLnRaVGHY4B75TeVAAAB"}',
  '4{"message":"Not authorized"}',
  '2["foo"]',
  '2["bar"]',
  '2/admin,["bar"]',
  '51-["baz",{"_placeholder":true,"num":0}]',
  '52-/admin,["baz",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
  '212["foo"]',
  '312[]',
  '312["bar"]',
  '2/admin,13["foo"]',
  '3/admin,13["bar"]',
  '51-14["foo",{"_placeholder":true,"num":0}]',
  '314["bar"]',
  '215["foo"]',
  '61-15["bar",{"_placeholder":true,"num":0}]',
  '1',
  '1/admin,',
] as const;

export const DOCUMENTS: readonly DocumentExamples[] = [
  {
    source: 'https://github.com/socketio/engine.io-protocol (revision 4)',
    protocol: 'eio4',
    frames: ['2probe', '3probe', '5', '6', '2', '3', '1', '4hello', '4HelloWorld', HANDSHAKE, BYTES_1_TO_4],
    bodies: [
      HANDSHAKE,
      '4hey',
      '4hello\x1e2\x1e4world',
      '4hello\x1ebAQIDBA==',
      '4hello\x1e4\u20ac\u20ac\u20ac',
      '6',
      '1',
    ],
  },
  {
    source: 'https://github.com/socketio/engine.io-protocol/tree/v3 (revision 3)',
    protocol: 'eio3',
    frames: ['2probe', '3probe', '5', '6', '4HelloWorld', '1', Uint8Array.of(4, 0, 1, 2, 3, 4, 5), 'b4AQIDBA=='],
    bodies: [
      '6:4hello2:4\u20ac',
      '6:4hello4:4\u20ac\u20ac\u20ac',
      '6:4hello10:b4AQIDBA==',
      '11:4HelloWorld1:21:6',
      '97:0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":60000}',
      Uint8Array.of(0, 6, 255, 0x34, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 1, 5, 255, 4, 1, 2, 3, 4),
      // The length counts bytes: one character of three behind its type.
      Uint8Array.of(0, 4, 255, 0x34, 0xe2, 0x82, 0xac, 1, 1, 2, 255, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    ],
  },
  {
    source: 'https://github.com/socketio/socket.io-protocol (revision 5)',
    protocol: 'v4',
    frames: [
      ...SOCKET_IO_5_PACKETS.map((packet) => `4${packet}`),
      '42["hello"]',
      '42["world"]',
      '42["hey","Jude"]',
      '40/admin,{"sid":"-G5j-67EZFp-q59rADQM"}',
      '42/admin,1["tellme"]',
      '461-/admin,1[{"_placeholder":true,"num":0}]',
      BYTES_1_TO_4,
      '2probe',
      '3probe',
      '5',
      '2',
      '3',
      '1',
    ],
    bodies: [HANDSHAKE, '40', '40{"sid":"wZX3oN0bSVIhsaknAAAI"}', '42["hey","Jude"]', '42["hello"]\x1e42["world"]'],
  },
  {
    source: 'https://github.com/socketio/socket.io-protocol/tree/v4 (revision 4)',
    protocol: 'v2',
    frames: [
      '40',
      '40/admin,',
      '40/admin?token=1234&uid=abcd,',
      '41/admin,',
      '42["hello",1]',
      '42/admin,456["project:delete",123]',
      '43/admin,456[]',
      '44"Not authorized"',
      '44/admin,"Not authorized"',
      '451-["hello",{"_placeholder":true,"num":0}]',
      '451-/admin,456["project:delete",{"_placeholder":true,"num":0}]',
      '461-/admin,456[{"_placeholder":true,"num":0}]',
      Uint8Array.of(4, 1, 2, 3),
    ],
    bodies: ['2:4013:42["hello",1]', '2:40', '1:3'],
  },
];
