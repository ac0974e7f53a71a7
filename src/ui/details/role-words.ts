import type { Role, RoleName } from '../../projections/roles/role.ts';

/** As in the style `byte-roles.css`: 0 frames, 9 could not be read. */
type RoleNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 9;

type RoleWords = { readonly number: RoleNumber; readonly says: string };

const WORDS: Readonly<Record<RoleName, RoleWords>> = {
  'length prefix': {
    number: 0,
    says: 'How long the next packet is: in text its UTF-16 units and a colon; in bytes 0 (text) or 1, the digits, 255.',
  },
  separator: { number: 0, says: 'Ends one packet of this body and begins the next: U+001E, which JSON never holds.' },
  'stream header': {
    number: 0,
    says: 'The first bit says text (0) or bytes (1); the rest is the length, or 126 or 127 for one in the bytes behind.',
  },
  'packet length': { number: 0, says: 'The length of a long packet of a WebTransport stream, highest byte first.' },
  'base64 mark': {
    number: 1,
    says: 'Says that bytes follow, written as base64: what carries them here can carry text only.',
  },
  'Engine.IO type': {
    number: 1,
    says: 'What the packet is for the connection: 0 open, 1 close, 2 ping, 3 pong, 4 message, 5 upgrade, 6 noop.',
  },
  data: {
    number: 6,
    says: 'What the Engine.IO packet carries: the handshake’s JSON, “probe”, or a message of your own.',
  },
  'Socket.IO type': {
    number: 2,
    says: '0 CONNECT, 1 DISCONNECT, 2 EVENT, 3 ACK, 4 CONNECT_ERROR (once ERROR), 5 BINARY_EVENT, 6 BINARY_ACK.',
  },
  attachments: { number: 3, says: 'How many binary attachments follow in packets of their own, ended by a dash.' },
  namespace: {
    number: 4,
    says: 'Which namespace the packet belongs to, ended by a comma. Left out for the main namespace “/”.',
  },
  'ack id': {
    number: 5,
    says: 'The number by which a question and its answer find each other. Left out where no answer is asked for.',
  },
  payload: { number: 6, says: 'The JSON of the packet: for an event an array of its name and its arguments.' },
  attachment: { number: 6, says: 'Bytes that take the place of a placeholder in the packet before.' },
  'MessagePack map': { number: 0, says: 'The packet is a map in MessagePack; this says how many fields it has.' },
  key: { number: 0, says: 'Names the field of the packet whose value follows, as MessagePack text.' },
  'other field': { number: 0, says: 'A field that the protocol does not know; the receiver skips it.' },
  body: { number: 6, says: 'The body of the HTTP exchange. It holds no packets.' },
  'more packets': {
    number: 0,
    says: 'Further packets of this body. Each has a row of its own in the timeline.',
  },
  unreadable: { number: 9, says: 'From here on it could not be read.' },
};

export function roleNumber({ name }: Role): RoleNumber {
  return WORDS[name].number;
}

export function roleSays({ name }: Role): string {
  return WORDS[name].says;
}

/** What stands on a segment: framing and what is unreadable have a sign instead of a number. */
export function roleMark(role: Role): string {
  const number = roleNumber(role);
  return number === 9 ? '!' : String(number);
}

/** Characters that show nothing, as the documents write them: `\x1e`. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A packet of a body begins a line of its own, its prefix before it. */
export function beginsLine(role: Role, before: Role | undefined): boolean {
  if (before === undefined) return false;
  return role.name === 'length prefix' || role.name === 'more packets' || before.name === 'separator';
}
