import type { Inquiry } from '../probes/inquiry.ts';
import { UNASKED_CONNECT_MS } from '../probes/patience.ts';
import { openBySocket } from '../probes/socket-session.ts';
import type { EngineSession } from '../probes/engine-session.ts';
import { lookForParser } from './parser-look.ts';
import { isBarePath, seen, type Seen } from './seen.ts';

const HOW = 'handshake 0{…} over WebSocket';
const PING_TAKEN = `${HOW}, a ping taken`;
const NO_PING = `${HOW}, a ping not taken`;
/** For the end of a session that was pinged in the wrong direction. */
const PING_ANSWER_MS = 500;

/** Over a WebSocket all generations say `0{…}` first; what follows tells them apart. */
export async function lookBySocket(inquiry: Inquiry): Promise<Seen> {
  const session = await openBySocket(inquiry, 4);
  if (session.kind === 'ended') return { kind: 'nothing', why: session.words };
  const isBare = isBarePath(inquiry.options);
  // Only Engine.IO 6.2 and later tell it.
  const isNew = session.handshake.maxPayload !== undefined;
  if (isBare && isNew) return seen('eio4', 'default', `${HOW} with maxPayload`);
  if (isBare)
    return (await takesPing(session)) ? seen('eio3', 'default', PING_TAKEN) : seen('eio4', 'default', NO_PING);
  if (!isNew) {
    const unasked = await session.next(UNASKED_CONNECT_MS);
    const packet = unasked?.kind === 'message' ? String(unasked.body) : '';
    if (/^[04]/.test(packet)) return seen('v2', 'default', `${HOW}, then 4${packet[0]} unasked`);
  }
  const post = async (packet: string): Promise<undefined> => void (await session.send(packet));
  const found = await lookForParser(inquiry, session, post, HOW);
  if (found) return found;
  // Socket.IO 1 and 2 answer nobody before a middleware of `/` is through.
  const isOld = !isNew && (await takesPing(session));
  return isOld ? seen('v2', 'default', PING_TAKEN) : seen('v4', 'default', `${HOW}, no answer to CONNECT`);
}

/** A client pings in generation 3 only; in generation 4 the server ends the session for it (engine.io 6, `socket.ts`). */
async function takesPing(session: EngineSession): Promise<boolean> {
  await session.send('2');
  return (await session.next(PING_ANSWER_MS))?.kind !== 'ended';
}
