import type { Entry } from '../../session/entry.ts';
import { Sightings } from './sightings.ts';

/** A server that never answers would make this grow without end. */
const KEPT = 5000;
const NAMES_KEPT = 500;
/** Asked this soon after the connection, a handler that is registered behind an `await` is not there yet. */
const EARLY_MS = 1000;

export type Question = {
  readonly seq: number;
  readonly at: number;
  readonly event: string;
  /** How long after the connection was up. */
  readonly sinceUpMs: number;
  /** What the client waited before it gave up. */
  timeoutMs?: number;
  timeoutSeq?: number;
};

/** Acknowledgements that the client asked for. */
export class Questions {
  /** The same question was answered again. */
  readonly answeredTwice = new Sightings();
  /** An answer came after the client had given up. */
  readonly late = new Sightings();
  readonly #waiting = new Map<string, Question>();
  /** By namespace, the ids that this session has seen asked. */
  readonly #asked = new Map<string, { readonly from: number; readonly to: number }>();
  #hasLeftOut = false;
  readonly #answered = new Set<string>();

  get waiting(): Iterable<Question> {
    return this.#waiting.values();
  }

  get count(): number {
    return this.#waiting.size;
  }

  /** Asked right after the connection and given up, while later ones of its name were answered. */
  wasEarly({ event, sinceUpMs, timeoutMs }: Question): boolean {
    return timeoutMs !== undefined && sinceUpMs <= EARLY_MS && this.#answered.has(event);
  }

  ask(nsp: string, id: number, question: Question): void {
    if (this.#waiting.size >= KEPT) this.#hasLeftOut = true;
    else this.#waiting.set(keyOf(nsp, id), question);
    const { from, to } = this.#asked.get(nsp) ?? { from: id, to: id };
    this.#asked.set(nsp, { from: Math.min(id, from), to: Math.max(id, to) });
  }

  answer(entry: Entry, nsp: string, id: number): void {
    const key = keyOf(nsp, id);
    const question = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (!question) {
      const { from, to } = this.#asked.get(nsp) ?? { from: 0, to: -1 };
      if (id >= from && id <= to && !this.#hasLeftOut) this.answeredTwice.see(entry);
      return;
    }
    if (question.timeoutMs !== undefined) this.late.see(entry);
    if (this.#answered.size < NAMES_KEPT) this.#answered.add(question.event);
  }

  giveUp({ seq }: Entry, nsp: string, id: number, timeoutMs: number): void {
    const question = this.#waiting.get(keyOf(nsp, id));
    if (!question) return;
    question.timeoutMs = timeoutMs;
    question.timeoutSeq = seq;
  }

  /** Lost with their session: the server had no chance to answer. Those given up before stay. */
  end(): void {
    for (const [key, question] of this.#waiting) if (question.timeoutMs === undefined) this.#waiting.delete(key);
    this.#asked.clear();
  }
}

function keyOf(nsp: string, id: number): string {
  return `${id}${nsp}`;
}
