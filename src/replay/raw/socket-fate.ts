import { sentenceOf, type Malformed } from '../../protocol/malformed.ts';
import { eventName } from '../../protocol/socketio/event-name.ts';
import type { SocketPacket } from '../../protocol/socketio/packet.ts';
import type { Payload } from '../../wire/wire-event.ts';
import { ends, ignored, isOld, type Ear, type Fate } from './fate.ts';

export function socketFate(packet: SocketPacket, ear: Ear): Fate {
  const { type, nsp } = packet;
  const isJoined = ear.joined.includes(nsp);
  if (type === 'CONNECT') return connectFate(nsp, isJoined, ear);
  if (type === 'CONNECT_ERROR' || type === 'ERROR')
    return isOld(ear)
      ? ignored('an ERROR comes from servers only')
      : ends('CONNECT_ERROR comes from servers only', ear);
  if (!isJoined) {
    return isOld(ear)
      ? ignored(`this client is not in ${nsp}`)
      : ends(`this client is not in ${nsp}, and only CONNECT may come before`, ear);
  }
  switch (type) {
    case 'DISCONNECT':
      return { kind: 'taken', words: `takes the client out of ${nsp}: client namespace disconnect` };
    case 'ACK':
    case 'BINARY_ACK':
      return packet.id === undefined
        ? ignored('an acknowledgement without an id answers nothing')
        : ignored(`unless its question ${packet.id} still waits for an answer`);
    case 'EVENT':
    case 'BINARY_EVENT':
      return eventFate(packet);
  }
}

/** Of text that is no packet. */
export function malformedFate(malformed: Malformed, text: Payload, ear: Ear): Fate {
  const words = sentenceOf(malformed, typeof text === 'string' ? text : undefined);
  if (isOld(ear) && malformed.reason === 'unknown-socket-type') return ignored(words);
  return ends(`the packet cannot be parsed, ${words}`, ear);
}

function connectFate(nsp: string, isJoined: boolean, ear: Ear): Fate {
  if (isJoined && !isOld(ear)) return ends(`this client is in ${nsp} already`, ear);
  if (isJoined)
    return { kind: 'taken', words: `lets the client into ${nsp} once more: its connection handlers run again` };
  const refusal = isOld(ear) ? 'ERROR' : 'CONNECT_ERROR';
  return {
    kind: 'answered',
    answer: '4',
    words: `answers with CONNECT (40${nsp},), or with ${refusal} (44${nsp},) where it has no such namespace`,
  };
}

function eventFate(packet: SocketPacket): Fate {
  const name = eventName(packet);
  if (name === undefined) return ignored('an event without a name reaches no handler');
  const answer = packet.id === undefined ? '' : `; who answers it is acknowledged with ${packet.id}`;
  return { kind: 'taken', words: `gives it to its handlers for “${name}”${answer}` };
}
