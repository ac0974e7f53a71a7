import { base64Decode, base64Encode } from '../../base/bytes.ts';
import { decodeHandshake } from '../../protocol/engineio/handshake.ts';
import type { Handshake } from '../../protocol/engineio/packet.ts';
import type { Payload } from '../../wire/wire-event.ts';
import { ask, type HttpAnswer } from './ask.ts';
import { engineErrorIn } from './engine-error.ts';
import type { Ended, EngineSession, Incoming } from './engine-session.ts';
import { engineUrl, type Generation } from './engine-url.ts';
import type { Inquiry } from './inquiry.ts';
import { bodyOf, packetsIn } from './packets.ts';
import { FAREWELL_MS, within } from './patience.ts';

const FAREWELLS = 3;
const LEFT: Ended = { kind: 'ended', words: 'left' };

/** Opens a session by polling; it is closed when the inquiry ends. */
export async function openPolling(inquiry: Inquiry, generation: Generation): Promise<PollingSession | Ended> {
  const answer = await ask(inquiry, engineUrl(inquiry, { generation, via: 'polling' }));
  if (answer.kind !== 'read' || answer.status !== 200) return endedBy(answer);
  const [first = '', ...others] = packetsIn(answer.body, generation);
  const handshake = first.startsWith('0') ? decodeHandshake(first, 1) : undefined;
  if (!handshake?.ok) return endedBy(answer);
  const session = new PollingSession(inquiry, generation, handshake.value, others);
  inquiry.onend(() => session.leave());
  return session;
}

/** What keeps a session from going on, in words. */
export function endedBy(answer: HttpAnswer): Ended {
  if (answer.kind === 'late') return { kind: 'ended', words: 'no answer in time' };
  if (answer.kind !== 'read') return { kind: 'ended', words: 'answer not readable' };
  const { status, body } = answer;
  const error = engineErrorIn(body);
  const code = error?.code === undefined ? {} : { code: error.code };
  const words = error
    ? `status ${status}, ${error.code === undefined ? '' : `code ${error.code}, `}${error.message}`
    : `status ${status}`;
  return { kind: 'ended', words, status, ...code, body };
}

export class PollingSession implements EngineSession {
  readonly kind = 'session';
  readonly handshake: Handshake;
  readonly #inquiry: Inquiry;
  readonly generation: Generation;
  readonly #url: string;
  #packets: string[];
  #ended: Ended | undefined;
  #polling: Promise<HttpAnswer> | undefined;
  readonly #hangUp = new AbortController();

  constructor(inquiry: Inquiry, generation: Generation, handshake: Handshake, packets: readonly string[]) {
    this.#inquiry = inquiry;
    this.generation = generation;
    this.handshake = handshake;
    this.#packets = [...packets];
    this.#url = engineUrl(inquiry, { generation, via: 'polling', sid: handshake.sid });
  }

  async send(packet: Payload): Promise<void> {
    const ended = await this.post(typeof packet === 'string' ? packet : this.#asText(packet));
    this.#ended ??= ended;
  }

  /** One POST with `packet`; what came instead of "ok", if anything. */
  async post(packet: string, signal?: AbortSignal): Promise<Ended | undefined> {
    const body = bodyOf([packet], this.generation);
    const answer = await ask(this.#inquiry, this.#url, { method: 'POST', body, ...(signal ? { signal } : {}) });
    return answer.kind === 'read' && answer.status === 200 ? undefined : endedBy(answer);
  }

  async next(withinMs: number): Promise<Incoming | undefined> {
    const end = performance.now() + withinMs;
    for (;;) {
      const packet = this.#packets.shift();
      const incoming = packet === undefined ? undefined : await this.#read(packet);
      if (incoming) return incoming;
      if (packet !== undefined) continue;
      if (this.#ended) return this.#ended;
      if (!(await this.#poll(end - performance.now()))) return undefined;
    }
  }

  /** Says goodbye, without waiting long for an answer, and ends whatever is still pending. */
  async leave(): Promise<void> {
    if (this.#ended?.words === LEFT.words) return;
    // Where a balancer is not sticky, a goodbye may reach a process that never heard of the session.
    const isElsewhere = this.#ended?.code === 1;
    if (this.#ended && !isElsewhere) return;
    this.#ended = LEFT;
    for (let tries = 0; tries < FAREWELLS; tries++) {
      if ((await this.post('1', AbortSignal.timeout(FAREWELL_MS)))?.code !== 1) break;
    }
    this.#hangUp.abort();
  }

  /** Leaves by one request, which is the answer to whether the session is still known. */
  async leaveOnce(): Promise<Ended | undefined> {
    const ended = await this.post('1');
    this.#ended ??= ended ?? LEFT;
    return ended;
  }

  /** Whether something came. A poll that is still pending is kept: a second one would end the session. */
  async #poll(withinMs: number): Promise<boolean> {
    if (withinMs <= 0) return false;
    this.#polling ??= ask(this.#inquiry, this.#url, {
      signal: AbortSignal.any([this.#inquiry.signal, this.#hangUp.signal]),
    });
    const answer = await within(withinMs, this.#inquiry.signal, this.#polling);
    if (!answer) return false;
    this.#polling = undefined;
    if (answer.kind === 'read' && answer.status === 200) this.#packets.push(...packetsIn(answer.body, this.generation));
    else this.#ended ??= endedBy(answer);
    return true;
  }

  async #read(packet: string): Promise<Incoming | undefined> {
    if (packet.startsWith('4')) return { kind: 'message', body: packet.slice(1) };
    if (packet.startsWith('b')) {
      const bytes = base64Decode(packet.slice(this.generation === 4 ? 1 : 2));
      return bytes && { kind: 'message', body: bytes };
    }
    if (packet.startsWith('1')) this.#ended ??= { kind: 'ended', words: 'close packet' };
    if (packet.startsWith('2') && this.generation === 4) await this.send('3');
    return undefined;
  }

  #asText(bytes: Uint8Array): string {
    return `b${this.generation === 4 ? '' : '4'}${base64Encode(bytes)}`;
  }
}
