import type { Entry } from '../../session/entry.ts';
import type { Request, Response } from '../../wire/wire-event.ts';
import { answerIn, type Answer } from './answers.ts';
import { Sightings } from './sightings.ts';

const KINDS_KEPT = 20;

export type SeenAnswer = {
  readonly answer: Answer;
  readonly status: number;
  /** It answered a request of a session that had begun. */
  readonly hasSid: boolean;
  readonly method: string;
  readonly sightings: Sightings;
};

/** A request that has not been answered. */
export type Asked = {
  readonly seq: number;
  readonly at: number;
  /** Undefined for a handshake. */
  readonly sid: string | undefined;
  readonly method: string;
};

/** What came instead of a connection, since it was up last or the person connected. */
export class Failures {
  /** Handshakes by polling of which the page could read nothing. */
  readonly unreadable = new Sightings();
  /** WebSockets (or WebTransport) that never opened. */
  readonly streamRefused = new Sightings();
  /** Those that opened and never sent a handshake. */
  readonly streamSilent = new Sightings();
  /** Those that broke as soon as they were open. */
  readonly streamBroken = new Sightings();
  /** The client's own: it waits 20 s for a connection. */
  readonly timeouts = new Sightings();
  /** Those of them in which a handshake by polling was not answered. */
  readonly hung = new Sightings();
  /** The client's words for a server of generation 2. */
  readonly olderServer = new Sightings();
  /** CONNECT sent, and the server ended the session at once instead of answering. */
  readonly closedUnanswered = new Sightings();
  readonly offline = new Sightings();
  /** The handshake that waits for its answer. */
  waiting: Asked | undefined;
  readonly #answers = new Map<string, SeenAnswer>();

  get answers(): readonly SeenAnswer[] {
    return [...this.#answers.values()];
  }

  /** Anything but the packets that the client asked for. */
  answered(entry: Entry, event: Response, asked: Asked | undefined): Answer {
    const answer = answerIn(event.payload);
    const key = `${event.status} ${answer.kind} ${answer.kind === 'engine-error' ? answer.code : ''}`;
    const known = this.#answers.get(key);
    if (known) known.sightings.see(entry);
    else if (this.#answers.size < KINDS_KEPT) {
      const sightings = new Sightings();
      sightings.see(entry);
      const hasSid = asked?.sid !== undefined;
      this.#answers.set(key, { answer, status: event.status, hasSid, method: asked?.method ?? 'GET', sightings });
    }
    return answer;
  }

  /** The Engine.IO error `code`, where the server sent it. */
  engineError(code: number): SeenAnswer | undefined {
    return this.answers.find(({ answer }) => answer.kind === 'engine-error' && answer.code === code);
  }

  of(kind: Answer['kind']): SeenAnswer | undefined {
    return this.answers.find(({ answer }) => answer.kind === kind);
  }

  clear(): void {
    for (const sightings of [this.unreadable, this.streamRefused, this.streamSilent, this.timeouts]) sightings.clear();
    for (const sightings of [this.streamBroken, this.hung, this.olderServer, this.closedUnanswered]) sightings.clear();
    this.offline.clear();
    this.waiting = undefined;
    this.#answers.clear();
  }
}

export function sidIn(url: string): string | undefined {
  return /[?&]sid=([^&#]*)/.exec(url)?.[1];
}

export function askedBy({ seq }: Entry, event: Request): Asked {
  return { seq, at: event.at, sid: sidIn(event.url), method: event.method };
}
