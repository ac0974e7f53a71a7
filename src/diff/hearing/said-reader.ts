import { partOf } from '../../projections/projection.ts';
import { seq as seqOf } from '../../session/entry.ts';
import type { EventBatch, SessionSource } from '../../session/session-source.ts';
import { Transcriber } from '../../session/transcribe.ts';
import type { WireEvent } from '../../wire/wire-event.ts';
import type { Conversation } from './conversation.ts';
import { Listener } from './listener.ts';
import type { Audience, Said } from './said.ts';

/** Batches that are kept for what is asked next. */
const MOST_BATCHES = 6;
/** Attachments follow their packet; behind so many entries nobody looks for them. */
const MOST_ENTRIES = 2000;

/** Reads again what a thing said consists of: a conversation keeps only numbers. */
export class SaidReader {
  readonly #source: SessionSource;
  readonly #conversation: Conversation;
  #batches: readonly EventBatch[] = [];

  constructor(source: SessionSource, conversation: Conversation) {
    this.#source = source;
    this.#conversation = conversation;
  }

  /** Undefined where the disk has lost it. */
  async valueOf(said: number): Promise<unknown> {
    const conversation = this.#conversation;
    const first = conversation.seq(said);
    const one = new One(first, conversation.part(said));
    const transcriber = new Transcriber(conversation.protocols);
    const listener = new Listener(one, { isIn: () => conversation.hasOffset(said) });
    let isWhole = false;
    for (let seq = first; seq < first + MOST_ENTRIES && !isWhole; seq++) {
      const event = await this.#read(seq);
      if (!event) break;
      // The conversation knows already who speaks what from here on.
      if (event.kind === 'client' && event.event === 'protocol') continue;
      const entry = transcriber.transcribe(seqOf(seq), event);
      if (seq === first) {
        const socket = entry.packets.find((_, i) => partOf(entry, i) === conversation.part(said))?.socket;
        one.needsAttachments = socket !== undefined && socket.attachments > 0 && !socket.packed;
      }
      listener.step(entry);
      isWhole = one.isWhole;
    }
    return one.value;
  }

  async #read(seq: number): Promise<WireEvent | undefined> {
    const known = this.#batches.find(({ firstSeq, events }) => seq >= firstSeq && seq < firstSeq + events.length);
    if (known) return known.events[seq - known.firstSeq];
    for await (const batch of this.#source.read(seq)) {
      this.#batches = [batch, ...this.#batches].slice(0, MOST_BATCHES);
      return batch.events[seq - batch.firstSeq];
    }
    return undefined;
  }
}

/** Listens for one thing alone. */
class One implements Audience {
  value: unknown;
  needsAttachments = false;
  readonly #seq: number;
  readonly #part: number;
  #completions = 0;

  constructor(seq: number, part: number) {
    this.#seq = seq;
    this.#part = part;
  }

  /** With attachments it is completed again when they are here. */
  get isWhole(): boolean {
    return this.#completions > (this.needsAttachments ? 1 : 0);
  }

  said({ seq, part }: Said): number {
    return seq === this.#seq && part === this.#part ? 1 : 0;
  }

  complete(number: number, value: unknown): void {
    if (number !== 1) return;
    this.value = value;
    this.#completions++;
  }

  answered(): void {}
}
