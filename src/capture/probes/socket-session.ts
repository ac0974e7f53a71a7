import { concatBytes } from '../../base/bytes.ts';
import { decodeHandshake } from '../../protocol/engineio/handshake.ts';
import type { Handshake } from '../../protocol/engineio/packet.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Ended, EngineSession, Incoming } from './engine-session.ts';
import { engineUrl, type Generation } from './engine-url.ts';
import type { Inquiry } from './inquiry.ts';
import { answerMs, FIRST_FRAME_MS } from './patience.ts';
import { SocketLine } from './socket-line.ts';

/** Opens a session by WebSocket; it is closed when the inquiry ends. */
export async function openBySocket(inquiry: Inquiry, generation: Generation): Promise<EngineSession | Ended> {
  const line = new SocketLine(inquiry, engineUrl(inquiry, { generation, via: 'websocket' }));
  const opened = await line.next(answerMs(inquiry.options));
  if (opened?.kind !== 'open') return ended(opened);
  const first = await line.next(FIRST_FRAME_MS);
  if (first?.kind !== 'frame' || typeof first.payload !== 'string') return ended(first);
  const handshake = first.payload.startsWith('0') ? decodeHandshake(first.payload, 1) : undefined;
  return handshake?.ok ? new SocketSession(line, generation, handshake.value) : ended(first);
}

function ended(event: { readonly kind: string; readonly closeCode?: number } | undefined): Ended {
  if (event?.closeCode === undefined) {
    return { kind: 'ended', words: event ? 'no handshake came first' : 'no answer in time' };
  }
  return { kind: 'ended', words: `WebSocket closed, ${event.closeCode}`, closeCode: event.closeCode };
}

class SocketSession implements EngineSession {
  readonly kind = 'session';
  readonly handshake: Handshake;
  readonly #line: SocketLine;
  readonly generation: Generation;

  constructor(line: SocketLine, generation: Generation, handshake: Handshake) {
    this.#line = line;
    this.generation = generation;
    this.handshake = handshake;
  }

  async send(packet: Payload): Promise<void> {
    // Generation 3 puts the packet's type before the bytes too.
    const isTyped = typeof packet !== 'string' && this.generation === 3;
    this.#line.send(isTyped ? concatBytes([Uint8Array.of(4), packet]) : packet);
  }

  async next(withinMs: number): Promise<Incoming | undefined> {
    const end = performance.now() + withinMs;
    for (;;) {
      const event = await this.#line.next(end - performance.now());
      if (!event) return undefined;
      if (event.kind === 'closed') return ended(event);
      if (event.kind !== 'frame') continue;
      const { payload } = event;
      if (typeof payload !== 'string') {
        return { kind: 'message', body: this.generation === 4 ? payload : payload.subarray(1) };
      }
      if (payload.startsWith('4')) return { kind: 'message', body: payload.slice(1) };
      if (payload.startsWith('1')) return { kind: 'ended', words: 'close packet' };
      if (payload.startsWith('2') && this.generation === 4) this.#line.send('3');
    }
  }
}
