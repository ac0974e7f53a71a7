import type { EnginePacket } from '../../protocol/engineio/packet.ts';
import { sentenceOf, type Malformed } from '../../protocol/malformed.ts';
import type { Payload } from '../../wire/wire-event.ts';
import { ends, ignored, isOld, type Ear, type Fate } from './fate.ts';

/** Of a packet of Engine.IO's own. */
export function engineFate({ type }: Exclude<EnginePacket, { readonly type: 'message' }>, ear: Ear): Fate {
  switch (type) {
    case 'ping':
      return isOld(ear)
        ? { kind: 'answered', answer: '3', words: 'answers with pong (3)' }
        : ends('in generation 4 the server pings, and a ping of the client is a transport error', ear);
    case 'pong':
      return isOld(ear)
        ? ignored('in generation 3 the client pings')
        : { kind: 'taken', words: 'takes it for the answer to its ping, asked for or not' };
    case 'close':
      return ear.via === 'polling'
        ? { kind: 'ends', words: 'ends the session: transport close; the poll is answered with noop (6)' }
        : ignored('over WebSocket only the close of the WebSocket itself ends a session');
    case 'upgrade':
      return ignored('no upgrade is under way');
    case 'open':
    case 'noop':
      return ignored(`a client has no ${type} to send`);
  }
}

/** Of a frame or a part of a body that is no packet; undefined where the server takes it for a message. */
export function flawedFate(malformed: Malformed, part: Payload, ear: Ear): Fate | undefined {
  // Its parser reads base64 leniently, and asks for nothing.
  if (malformed.reason === 'bad-base64') return undefined;
  const isLenient = isOld(ear) && (typeof part !== 'string' || part.startsWith('b'));
  if (isLenient && malformed.reason !== 'bad-length' && malformed.reason !== 'packet-cut')
    return ignored('bytes of a type that there is not are passed over');
  return ends(`parse error, ${sentenceOf(malformed, typeof part === 'string' ? part : undefined)}`, ear);
}
