import { decodeHandshake } from '../../protocol/engineio/handshake.ts';
import { ask } from '../probes/ask.ts';
import { engineErrorIn } from '../probes/engine-error.ts';
import { engineUrl, type Generation } from '../probes/engine-url.ts';
import type { Inquiry } from '../probes/inquiry.ts';
import { packetsIn } from '../probes/packets.ts';
import { endedBy, PollingSession } from '../probes/polling-session.ts';
import { lookForParser } from './parser-look.ts';
import { isBarePath, seen, type Seen } from './seen.ts';

// Engine.IO error codes (engine.io 6, `server.ts`).
const TRANSPORT_UNKNOWN = 0;
const UNSUPPORTED_VERSION = 5;

/** The form of the body tells the generation; the status does not, Socket.IO 1 and 2 answer 200 to any EIO. */
export async function lookByPolling(inquiry: Inquiry, asked: Generation = 4): Promise<Seen> {
  // The question itself cannot be cancelled: the server opens a session for it, which only its answer can close.
  const patient: Inquiry = { ...inquiry, signal: new AbortController().signal };
  const asking = ask(patient, engineUrl(inquiry, { generation: asked, via: 'polling' }));
  const opening = asking.then((answer) => (answer.kind === 'read' ? sessionIn(inquiry, answer.body) : undefined));
  inquiry.onend(async () => (await opening)?.leave());

  const answer = await unlessAborted(inquiry.signal, asking);
  const nothing = (kind: 'nothing' | 'hopeless'): Seen => ({ kind, why: endedBy(answer).words });
  if (answer.kind === 'late') return nothing('hopeless');
  if (answer.kind !== 'read') return nothing('nothing');
  const session = await opening;
  if (!session) {
    const code = engineErrorIn(answer.body)?.code;
    if (code === UNSUPPORTED_VERSION && asked === 4) return lookByPolling(inquiry, 3);
    return nothing(code === TRANSPORT_UNKNOWN ? 'nothing' : 'hopeless');
  }
  const how = session.generation === 4 ? 'handshake 0{…}' : 'handshake 0{…} behind its length';
  if (isBarePath(inquiry.options)) return seen(session.generation === 4 ? 'eio4' : 'eio3', 'default', how);
  if (session.generation === 3) return seen('v2', 'default', how);
  const found = await lookForParser(inquiry, session, (packet) => session.post(packet), how);
  return found ?? seen('v4', 'default', `${how}, no answer to CONNECT`);
}

function sessionIn(inquiry: Inquiry, body: string): PollingSession | undefined {
  const generation = body.startsWith('0{') ? 4 : 3;
  const [first = '', ...others] = packetsIn(body, generation);
  const handshake = first.startsWith('0{') ? decodeHandshake(first, 1) : undefined;
  return handshake?.ok ? new PollingSession(inquiry, generation, handshake.value, others) : undefined;
}

function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return Promise.race([promise, aborted]);
}
