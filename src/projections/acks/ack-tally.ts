import type { AckEvent, AckExchange, AcksView } from './acks-view.ts';
import { Latencies } from './latencies.ts';

const SHOWN = 200;
const EVENTS_KEPT = 200;
const EVENTS_SHOWN = 50;

type OfEvent = Pick<AckEvent, 'askedBy' | 'nsp' | 'event'> & {
  asked: number;
  /** Timed out or lost, and without an answer since. */
  unanswered: number;
  readonly latencies: Latencies;
};

/** What became of the questions of one connection, or of all. */
export class AckTally {
  readonly #waiting = new Set<AckExchange>();
  readonly #events = new Map<string, OfEvent>();
  #waitingForYou = 0;
  #settled: AckExchange[] = [];
  readonly #counts = { answered: 0, late: 0, 'timed-out': 0, lost: 0, duplicate: 0, 'after-end': 0, unknown: 0 };

  get waitingForYou(): number {
    return this.#waitingForYou;
  }

  ask(question: AckExchange): void {
    this.#waiting.add(question);
    if (question.askedBy === 'server') this.#waitingForYou++;
    this.#eventOf(question).asked++;
  }

  /** It waits no more, and no answer has come. */
  giveUp(question: AckExchange, settled: AckExchange): void {
    this.#unwait(question);
    this.#eventOf(question).unanswered++;
    this.#settle(settled);
  }

  /** `settled` is late where the question was given up before. */
  answer(question: AckExchange, settled: AckExchange, tookMs: number): void {
    const ofEvent = this.#eventOf(question);
    ofEvent.latencies.add(tookMs);
    if (settled.state === 'late') {
      ofEvent.unanswered--;
      this.#counts['timed-out']--;
      this.#settled = this.#settled.filter(({ question: row }) => row !== question.question);
    } else this.#unwait(question);
    this.#settle(settled);
  }

  stray(exchange: AckExchange): void {
    this.#settle(exchange);
  }

  view(): AcksView {
    const latest: AckExchange[] = [];
    for (const exchange of this.#waiting) {
      if (latest.length >= SHOWN) break;
      latest.push(exchange);
    }
    for (let i = this.#settled.length - 1; i >= 0 && latest.length < SHOWN; i--) {
      const settled = this.#settled[i];
      if (settled) latest.push(settled);
    }
    const { answered, late, 'timed-out': timedOut, lost, duplicate, 'after-end': afterEnd, unknown } = this.#counts;
    return {
      answered,
      late,
      waitingForYou: this.#waitingForYou,
      waitingForServer: this.#waiting.size - this.#waitingForYou,
      timedOut,
      lost,
      duplicate,
      unasked: afterEnd + unknown,
      latest,
      events: this.#eventViews(),
      eventCount: this.#events.size,
    };
  }

  #eventViews(): readonly AckEvent[] {
    const events = [...this.#events.values()].sort((a, b) => b.asked - a.asked).slice(0, EVENTS_SHOWN);
    return events.map(({ latencies, ...rest }) => {
      const took = latencies.view();
      return { ...rest, ...(took && { took }) };
    });
  }

  #unwait(question: AckExchange): void {
    if (this.#waiting.delete(question) && question.askedBy === 'server') this.#waitingForYou--;
  }

  #settle(exchange: AckExchange): void {
    if (exchange.state !== 'waiting') this.#counts[exchange.state]++;
    this.#settled.push(exchange);
    if (this.#settled.length >= 2 * SHOWN) this.#settled = this.#settled.slice(-SHOWN);
  }

  /** Beyond the names that are kept, all are counted together, without a name. */
  #eventOf({ askedBy, nsp, event }: AckExchange): OfEvent {
    const key = `${askedBy} ${nsp} ${event}`;
    const known = this.#events.get(key);
    if (known) return known;
    const isFull = this.#events.size >= EVENTS_KEPT;
    const rest = isFull ? this.#events.get(askedBy) : undefined;
    if (rest) return rest;
    const made = {
      ...(isFull ? { askedBy, nsp: '', event: '' } : { askedBy, nsp, event }),
      asked: 0,
      unanswered: 0,
      latencies: new Latencies(),
    };
    this.#events.set(isFull ? askedBy : key, made);
    return made;
  }
}
