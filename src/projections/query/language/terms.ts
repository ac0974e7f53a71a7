/** What a query may ask about, for the help, for completion and for messages; each example can be used as it stands. */
export const TERMS = [
  {
    name: 'kind',
    says: 'the packet’s name, or request, opened, client, malformed …',
    examples: ['kind:EVENT', 'kind:ping,pong'],
  },
  { name: 'event', says: 'event name; an acknowledgement has its question’s', examples: ['event:chat*'] },
  { name: 'ns', says: 'namespace', examples: ['ns:/admin'] },
  { name: 'dir', says: 'sent, received or none', examples: ['dir:sent'] },
  { name: 'conn', says: 'connection, by its number', examples: ['conn:1'] },
  { name: 'via', says: 'polling, websocket, webtransport or none', examples: ['via:polling'] },
  {
    name: 'type',
    says: 'packet type by name, or by its digits on the wire: 2 is a ping, 42 an EVENT',
    examples: ['type:42', 'type:pong'],
  },
  { name: 'size', says: 'bytes on the wire; k and M are decimal', examples: ['size:>1k', 'size:100..200'] },
  {
    name: 'at',
    says: 'session time, or the clock where it has a colon',
    examples: ['at:2s..5s', 'at:>1m', 'at:10:15:02..10:16'],
  },
  { name: 'ack', says: 'time between an event and its acknowledgement; finds both', examples: ['ack:>200ms'] },
  { name: 'id', says: 'acknowledgement id', examples: ['id:12'] },
  {
    name: 'has',
    says: 'ack, binary, pair, note, error, pending, offset or probe',
    examples: ['has:pending', 'has:error'],
  },
  { name: 'seq', says: 'entry number', examples: ['seq:100..200'] },
] as const;

export const PATHS = [
  { says: 'a path into the first argument', examples: ['arg[0].user.id:7', 'arg[0].name:a*'] },
  { says: 'the same in whichever argument', examples: ['arg.count:>5'] },
  {
    says: 'at any depth of the arguments, or of CONNECT’s and the handshake’s data; * is any value',
    examples: ['$.token:*'],
  },
] as const;

export const SIGNS = [
  { says: 'text, in quotes where it has blanks; case does not matter', examples: ['hello', '"two words"'] },
  { says: 'regular expression, with i for any case', examples: ['/"id":\\d{4}/i'] },
  { says: 'both must hold: side by side, or and', examples: ['event:chat dir:sent'] },
  { says: 'one must hold', examples: ['kind:ping or kind:pong'] },
  { says: 'must not hold', examples: ['-kind:ping', 'not (kind:ping or kind:pong)'] },
] as const;
