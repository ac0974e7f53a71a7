import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Payload } from '../../../src/wire/wire-event.ts';

/** A server in its own words: where it listens, and how its sessions begin. */
export type Bench = {
  readonly url: string;
  readonly eio: 3 | 4;
  readonly path: string;
  readonly isBare: boolean;
  readonly pack?: Pack;
};

/** The packets that the test itself says, in another parser’s form. */
type Pack = (packet: object) => Payload;

/** What became of what was sent: what came back before the answer to a later question, if that came. */
export type Observed = { readonly frames: readonly string[]; readonly isEnded: boolean };

const LATER = '4299["echo"]';
const LATER_BARE = '4LATER';

/** On a WebSocket of its own, joined to `/`. */
export async function observeSocket(
  { url, eio, path, isBare, pack }: Bench,
  parts: readonly Payload[],
): Promise<Observed> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}?EIO=${eio}&transport=websocket`);
  const frames: string[] = [];
  const changed = new EventTarget();
  let isEnded = false;
  socket.on('message', (bytes: Buffer, isBinary) => {
    frames.push(isBinary ? `bytes ${bytes.toString('hex')}` : bytes.toString());
    changed.dispatchEvent(new Event('change'));
  });
  socket.on('close', () => {
    isEnded = true;
    changed.dispatchEvent(new Event('change'));
  });
  const until = async (has: () => boolean): Promise<void> => {
    while (!has()) await new Promise((resolve) => changed.addEventListener('change', resolve, { once: true }));
  };
  await once(socket, 'open');
  if (pack) socket.send(pack({ type: 0, nsp: '/' }));
  else if (eio === 4 && !isBare) socket.send('40');
  await until(() => frames.some((frame) => (isBare ? frame.startsWith('0') : /welcome|77656c636f6d65/.test(frame))));
  const before = frames.length;
  for (const part of parts) socket.send(part);
  socket.send(pack ? pack({ type: 2, nsp: '/', id: 99, data: ['echo'] }) : isBare ? LATER_BARE : LATER);
  await until(() => isEnded || frames.slice(before).some(isLater));
  socket.terminate();
  return { frames: frames.slice(before).filter((frame) => !isLater(frame)), isEnded };
}

/** In a polling session of its own, joined to `/`. `body` goes as it is. */
export async function observePolling({ url, eio, path, isBare }: Bench, body: Payload): Promise<Observed> {
  const base = `${url}${path}?EIO=${eio}&transport=polling${eio === 3 ? '&b64=1' : ''}`;
  const opened = await (await fetch(base)).text();
  const session = `${base}&sid=${/"sid":"([^"]+)/.exec(opened)?.[1]}`;
  const asPacket = (text: string): string => (eio === 3 ? `${text.length}:${text}` : text);
  const post = async (posted: Payload): Promise<number> => {
    const type = typeof posted === 'string' || eio === 4 ? 'text/plain;charset=UTF-8' : 'application/octet-stream';
    const bytes = typeof posted === 'string' ? posted : Buffer.from(posted);
    return (await fetch(session, { method: 'POST', body: bytes, headers: { 'content-type': type } })).status;
  };
  const poll = async (): Promise<readonly string[] | undefined> => {
    const response = await fetch(session);
    const text = await response.text();
    return response.status === 200 ? packetsIn(text, eio) : undefined;
  };
  if (eio === 4 && !isBare) await post('40');
  for (let had = opened; !isBare && !had.includes('welcome');) had = (await poll())?.join() ?? 'welcome';
  const frames: string[] = [];
  const polling = (async () => {
    for (;;) {
      const packets = await poll();
      frames.push(...(packets ?? []));
      if (!packets || packets.includes('1') || packets.includes('6')) return true;
      if (packets.some(isLater)) return false;
    }
  })();
  await post(body);
  await post(asPacket(isBare ? LATER_BARE : LATER));
  return { isEnded: await polling, frames: frames.filter((frame) => !isLater(frame) && frame !== '1') };
}

function isLater(frame: string): boolean {
  // In MessagePack: the key `id`, and 99.
  return frame === LATER_BARE || frame.startsWith('4399') || /^bytes .*a2696463/.test(frame);
}

function packetsIn(body: string, eio: 3 | 4): readonly string[] {
  if (eio === 4) return body.split('\x1e');
  const packets: string[] = [];
  for (let at = 0; at < body.length;) {
    const colon = body.indexOf(':', at);
    const end = colon + 1 + Number(body.slice(at, colon));
    packets.push(body.slice(colon + 1, end));
    at = end;
  }
  return packets;
}
