import { frameDirectionIn } from '../../session/shape.ts';
import { payloadIn } from '../../session/chunk.ts';
import type { Draft } from './draft.ts';

/** What Sockscope asks a server for before it connects, to learn what it speaks; no other client does. */
const OWN_CONNECT = '40/sockscope-auto';
/** It comes right after the handshake. */
const LOOKED_AT = 8;

/** Whether Sockscope's own check spoke here, recorded by another program. */
export function isOwnCheck(draft: Draft): boolean {
  if (draft.kind === 'exchange') return typeof draft.payload === 'string' && draft.payload.startsWith(OWN_CONNECT);
  const { frames } = draft;
  if (frames.length === 0) return false;
  const columns = frames.columns(0);
  const payload = frames.payload(0);
  if ('then' in payload) return false;
  for (let i = 0; i < Math.min(columns.count, LOOKED_AT); i++) {
    if (frameDirectionIn(columns.shape[i] ?? 0) !== 'sent') continue;
    const said = payloadIn(columns, payload, i);
    if (typeof said === 'string' && said.startsWith(OWN_CONNECT)) return true;
  }
  return false;
}
