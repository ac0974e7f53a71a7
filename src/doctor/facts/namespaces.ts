import type { Entry } from '../../session/entry.ts';
import type { SocketPacket } from '../../protocol/socketio/packet.ts';
import { jsonIn, looseIn, textIn } from './loose.ts';

/** A file may name any number of them. */
const KEPT = 200;

export type Refusal = {
  readonly seq: number;
  readonly message: string;
  readonly hasData: boolean;
  /** python-socketio says it with a string where others send an object. */
  readonly isBareText: boolean;
};

export type NamespaceFacts = {
  asked: { readonly seq: number; readonly at: number } | undefined;
  isConnected: boolean;
  refusal: Refusal | undefined;
  /** Rows in which the server ends it. */
  kicked: readonly number[];
  /** CONNECT was never answered, and at last the server ended the session. */
  abandoned: readonly number[];
};

/** What became of each namespace that the client asked for. */
export class Namespaces {
  readonly #all = new Map<string, NamespaceFacts>();

  get all(): ReadonlyMap<string, NamespaceFacts> {
    return this.#all;
  }

  get isAnyConnected(): boolean {
    for (const { isConnected } of this.#all.values()) if (isConnected) return true;
    return false;
  }

  ask({ seq, event }: Entry, nsp: string): void {
    const facts = this.#of(nsp);
    facts.asked = { seq, at: event.at };
    facts.kicked = [];
  }

  connected(nsp: string): void {
    const facts = this.#of(nsp);
    facts.asked = undefined;
    facts.isConnected = true;
    facts.refusal = undefined;
    facts.kicked = [];
    facts.abandoned = [];
  }

  refused({ seq }: Entry, { nsp, json }: SocketPacket): void {
    const facts = this.#of(nsp);
    const told = jsonIn(json);
    const message = textIn(told) ?? textIn(looseIn(told)['message']) ?? '';
    facts.asked = undefined;
    facts.isConnected = false;
    const hasData = looseIn(told)['data'] !== undefined;
    facts.refusal = { seq, message, hasData, isBareText: typeof told === 'string' };
  }

  /** By the server: a DISCONNECT, and the client's own report of it. */
  kicked({ seq }: Entry, nsp: string): void {
    const facts = this.#of(nsp);
    facts.isConnected = false;
    if (facts.kicked.length < 2) facts.kicked = [...facts.kicked, seq];
  }

  /** The session is over. Tells which CONNECT was not answered. */
  end(seq: number): { readonly seq: number; readonly at: number } | undefined {
    let unanswered: { readonly seq: number; readonly at: number } | undefined;
    for (const facts of this.#all.values()) {
      if (facts.asked) {
        unanswered ??= facts.asked;
        facts.abandoned = [facts.asked.seq, seq];
      }
      facts.asked = undefined;
      facts.isConnected = false;
    }
    return unanswered;
  }

  /** The person connects anew, or has left. */
  clear(): void {
    this.#all.clear();
  }

  #of(nsp: string): NamespaceFacts {
    const known = this.#all.get(nsp);
    if (known) return known;
    const facts = { asked: undefined, isConnected: false, refusal: undefined, kicked: [], abandoned: [] };
    if (this.#all.size < KEPT) this.#all.set(nsp, facts);
    return facts;
  }
}
