import type { Direction } from '../../wire/wire-event.ts';
import { IdSet } from './id-set.ts';

const RECENT_KEPT = 200;

/** Why an acknowledgement answers nothing. */
export type StrayReason =
  /** Its question has its answer already. */
  | 'duplicate'
  /** Its question was lost before, with its socket. */
  | 'after-end'
  /** Nobody asked so. */
  | 'unknown';

export type AckNote<Question> =
  /** `displaced` was asked before under the same id, and can no longer be answered. */
  | { readonly kind: 'question'; readonly displaced: Question | undefined }
  | { readonly kind: 'answer'; readonly question: Question }
  | { readonly kind: 'stray'; readonly why: StrayReason; readonly question: Question | undefined };

/** What one side of one socket has asked. */
type Side<Question> = {
  readonly open: Map<number, Question>;
  readonly asked: IdSet;
  readonly answered: IdSet;
  /** The newest that were answered, by id. */
  readonly recent: Map<number, Question>;
};

/**
 * The questions of every socket that ask for an acknowledgement. Each side of a socket counts its own ids, and they
 * restart with the socket; the channel does not matter, since an upgrade may come between a question and its answer.
 */
export class AckSockets<Question> {
  /** By connection and who asks, then by namespace. */
  readonly #sides = new Map<number, Map<string, Side<Question>>>();

  ask(conn: number, askedBy: Direction, nsp: string, id: number, question: Question): AckNote<Question> {
    const side = this.#side(conn, askedBy, nsp);
    const displaced = side.open.get(id);
    side.open.set(id, question);
    side.asked.add(id);
    side.answered.delete(id);
    side.recent.delete(id);
    return { kind: 'question', displaced };
  }

  answer(conn: number, askedBy: Direction, nsp: string, id: number): AckNote<Question> {
    const side = this.#side(conn, askedBy, nsp);
    const question = side.open.get(id);
    if (question === undefined) return { kind: 'stray', why: strayReason(side, id), question: side.recent.get(id) };
    side.open.delete(id);
    side.answered.add(id);
    keepRecent(side.recent, id, question);
    return { kind: 'answer', question };
  }

  waiting(conn: number, askedBy: Direction, nsp: string, id: number): Question | undefined {
    return this.#sides.get(keyOf(conn, askedBy))?.get(nsp)?.open.get(id);
  }

  /** The socket is over, and what it asked is lost; that it asked is still known. All namespaces where none is named. */
  end(conn: number, nsp: string | undefined): readonly Question[] {
    return this.#both(conn).flatMap((sides) =>
      (nsp === undefined ? [...sides.values()] : onlyOf(sides, nsp)).flatMap(taken),
    );
  }

  /** A new socket begins. */
  renew(conn: number, nsp: string | undefined): readonly Question[] {
    const lost = this.end(conn, nsp);
    for (const sides of this.#both(conn)) {
      if (nsp === undefined) sides.clear();
      else sides.delete(nsp);
    }
    return lost;
  }

  #both(conn: number): readonly Map<string, Side<Question>>[] {
    const both = [this.#sides.get(keyOf(conn, 'sent')), this.#sides.get(keyOf(conn, 'received'))];
    return both.filter((sides) => sides !== undefined);
  }

  #side(conn: number, askedBy: Direction, nsp: string): Side<Question> {
    const key = keyOf(conn, askedBy);
    let sides = this.#sides.get(key);
    if (!sides) this.#sides.set(key, (sides = new Map()));
    let side = sides.get(nsp);
    if (!side) {
      side = { open: new Map(), asked: new IdSet(), answered: new IdSet(), recent: new Map() };
      sides.set(nsp, side);
    }
    return side;
  }
}

function keyOf(conn: number, askedBy: Direction): number {
  return conn * 2 + (askedBy === 'sent' ? 0 : 1);
}

function onlyOf<Question>(sides: Map<string, Side<Question>>, nsp: string): readonly Side<Question>[] {
  const side = sides.get(nsp);
  return side ? [side] : [];
}

function taken<Question>({ open }: Side<Question>): readonly Question[] {
  const questions = [...open.values()];
  open.clear();
  return questions;
}

function strayReason({ asked, answered }: Side<unknown>, id: number): StrayReason {
  if (answered.has(id)) return 'duplicate';
  return asked.has(id) ? 'after-end' : 'unknown';
}

function keepRecent<Question>(recent: Map<number, Question>, id: number, question: Question): void {
  recent.set(id, question);
  if (recent.size <= RECENT_KEPT) return;
  for (const oldest of recent.keys()) {
    recent.delete(oldest);
    break;
  }
}
