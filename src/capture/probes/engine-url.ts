import { engineAddress } from '../engine-address.ts';
import type { Inquiry } from './inquiry.ts';

export type Generation = 3 | 4;

/** Without `via` every server answers with an error, and opens no session. */
type Asked = { readonly generation: Generation; readonly via?: 'polling' | 'websocket'; readonly sid?: string };

/** Where the connection itself would ask, with its own path and query. */
export function engineUrl({ options, recorder }: Pick<Inquiry, 'options' | 'recorder'>, asked: Asked): string {
  const { origin, path } = engineAddress(options, recorder.relay);
  const query = new URLSearchParams({ ...options.query, EIO: String(asked.generation) });
  if (asked.via) query.set('transport', asked.via);
  // Socket.IO 1 answers in bytes unless it is asked for base64; the later ones answer in text anyhow.
  if (asked.via === 'polling') query.set('b64', '1');
  if (asked.sid !== undefined) query.set('sid', asked.sid);
  const base = asked.via === 'websocket' ? origin.replace(/^http/, 'ws') : origin;
  return `${base}${path}?${query.toString()}`;
}
