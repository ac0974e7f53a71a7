import { decodeHandshake } from '../../protocol/engineio/handshake.ts';
import { ENGINE_IO_3, ENGINE_IO_4 } from '../../protocol/engineio/protocol.ts';
import { partIn } from '../../protocol/engineio/span.ts';
import type { SessionLog } from '../../session/log.ts';
import { payloadIn } from '../../session/chunk.ts';
import { frameDirectionIn } from '../../session/shape.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Draft, SocketDraft } from './draft.ts';
import { isOwnCheck } from './own-checks.ts';

/** The channels that share a `sid`; or one that never got any. */
export type EngineSession = {
  readonly sid: string | undefined;
  /** In the order in which they began. */
  readonly drafts: Draft[];
  readonly at: number;
  /** Of the last thing that shows it alive. */
  aliveAt: number;
  /** Of Sockscope itself, to learn what the server speaks. */
  isOwnCheck: boolean;
};

/** In the order in which they began. `tellsClosings`: a WebSocket whose end the file does not tell was still open. */
export function engineSessionsOf(drafts: readonly Draft[], tellsClosings: boolean): readonly EngineSession[] {
  const sessions: EngineSession[] = [];
  const bySid = new Map<string, EngineSession>();
  for (const draft of [...drafts].sort((a, b) => a.at - b.at || a.index - b.index)) {
    const { address, page = '', at } = draft;
    const sid = address.sid ?? openedSid(draft);
    const key = `${address.origin}${address.path} ${page} ${sid}`;
    const known = sid === undefined ? undefined : bySid.get(key);
    const session = known ?? { sid, drafts: [], at, aliveAt: at, isOwnCheck: false };
    session.drafts.push(draft);
    session.isOwnCheck ||= isOwnCheck(draft);
    session.aliveAt = Math.max(session.aliveAt, aliveAt(draft, tellsClosings));
    if (known) continue;
    sessions.push(session);
    if (sid !== undefined) bySid.set(key, session);
  }
  return sessions;
}

/** Closing is no sign of life: a connection that died is often closed when the next one is there already. */
function aliveAt(draft: Draft, tellsClosings: boolean): number {
  if (draft.kind === 'exchange') {
    // A client that gives a session up ends its requests: what was never answered was waited for to the last.
    if (!draft.end) return Infinity;
    return draft.end.kind === 'response' ? draft.end.at : draft.at;
  }
  if (tellsClosings && !draft.closed && !draft.failed) return Infinity;
  return Math.max(draft.openedAt ?? draft.at, lastFrameAt(draft.frames));
}

function lastFrameAt(frames: SessionLog): number {
  return frames.length === 0 ? -Infinity : frames.atOf(frames.length - 1);
}

/** Of the session that the server opens in the answer to this handshake. */
function openedSid(draft: Draft): string | undefined {
  const isThree = draft.address.version === 3;
  const engine = isThree ? ENGINE_IO_3 : ENGINE_IO_4;
  if (draft.kind === 'socket') return sidIn(firstReceived(draft));
  const body = draft.end?.kind === 'response' ? draft.end.payload : undefined;
  if (body === undefined) return undefined;
  const [first] = engine.splitPayload(body);
  return first && !first.malformed ? sidIn(partIn(body, first)) : undefined;
}

function firstReceived({ frames }: SocketDraft): Payload | undefined {
  if (frames.length === 0) return undefined;
  const columns = frames.columns(0);
  const payload = frames.payload(0);
  if ('then' in payload) return undefined;
  for (let i = 0; i < columns.count; i++) {
    if (frameDirectionIn(columns.shape[i] ?? 0) === 'received') return payloadIn(columns, payload, i);
  }
  return undefined;
}

function sidIn(packet: Payload | undefined): string | undefined {
  if (typeof packet !== 'string' || !packet.startsWith('0')) return undefined;
  const handshake = decodeHandshake(packet, 1);
  return handshake.ok ? handshake.value.sid : undefined;
}
