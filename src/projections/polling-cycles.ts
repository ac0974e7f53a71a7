import type { Entry } from '../session/entry.ts';
import type { Request, Response } from '../wire/wire-event.ts';
import { requestHeadBytes, responseHeadBytes } from './framing.ts';
import type { PollingView } from './transport-view.ts';

type Exchange = { readonly method: string; readonly at: number; readonly headBytes: number; readonly messages: number };

/** The HTTP of one Engine.IO session's polling. */
export class PollingCycles {
  readonly #pending = new Map<number, Exchange>();
  #gets = 0;
  #posts = 0;
  #answered = 0;
  #holdMs = 0;
  #holdMaxMs = 0;
  #emptyPolls = 0;
  #failures = 0;
  #fullGets = 0;
  #getPackets = 0;
  #fullPosts = 0;
  #postPackets = 0;
  #httpBytes = 0;
  #exchanges = 0;
  /** Of exchanges that carried messages, and how many these were. */
  #carrying = { exchanges: 0, httpBytes: 0, messages: 0 };

  requested(entry: Entry, event: Request): void {
    if (event.method === 'GET') this.#gets++;
    else if (event.method === 'POST') this.#posts++;
    if (entry.packets.length > 0) {
      this.#fullPosts++;
      this.#postPackets += entry.packets.length;
    }
    const headBytes = requestHeadBytes(event);
    this.#httpBytes += headBytes;
    this.#pending.set(event.chan, { method: event.method, at: event.at, headBytes, messages: messagesIn(entry) });
  }

  responded(entry: Entry, event: Response): void {
    const asked = this.#pending.get(event.chan);
    this.#pending.delete(event.chan);
    const headBytes = responseHeadBytes(event);
    this.#httpBytes += headBytes;
    this.#exchanges++;
    if (event.status !== 200) this.#failures++;
    if (!asked) return;
    if (asked.method === 'GET') this.#polled(entry, event.at - asked.at, event.status === 200);
    const messages = asked.messages + messagesIn(entry);
    if (messages === 0) return;
    this.#carrying.exchanges++;
    this.#carrying.messages += messages;
    this.#carrying.httpBytes += asked.headBytes + headBytes;
  }

  failed(chan: number): void {
    this.#pending.delete(chan);
    this.#failures++;
  }

  /** Undefined before anything was answered. Where no message crossed, each would have taken an exchange of its own. */
  cost(): { readonly httpEach: number; readonly polled: number; readonly exchanges: number } | undefined {
    const { exchanges, httpBytes, messages } = this.#carrying;
    if (messages > 0) return { httpEach: httpBytes / messages, polled: messages, exchanges };
    if (this.#exchanges === 0) return undefined;
    return { httpEach: this.#httpBytes / this.#exchanges, polled: 0, exchanges: this.#exchanges };
  }

  view(): PollingView {
    return {
      gets: this.#gets,
      holdMeanMs: this.#answered === 0 ? 0 : this.#holdMs / this.#answered,
      holdMaxMs: this.#holdMaxMs,
      emptyPolls: this.#emptyPolls,
      posts: this.#posts,
      failures: this.#failures,
      packetsPerGet: this.#fullGets === 0 ? 0 : this.#getPackets / this.#fullGets,
      packetsPerPost: this.#fullPosts === 0 ? 0 : this.#postPackets / this.#fullPosts,
      httpBytes: this.#httpBytes,
    };
  }

  #polled({ packets }: Entry, heldMs: number, isOk: boolean): void {
    this.#answered++;
    this.#holdMs += heldMs;
    this.#holdMaxMs = Math.max(this.#holdMaxMs, heldMs);
    if (packets.length > 0) {
      this.#fullGets++;
      this.#getPackets += packets.length;
    }
    if (isOk && packets.every(({ kind }) => kind === 'noop')) this.#emptyPolls++;
  }
}

function messagesIn({ packets }: Entry): number {
  let messages = 0;
  for (const { engine } of packets) if (engine?.type === 'message') messages++;
  return messages;
}
