import { Names } from '../../projections/names.ts';
import { seq as seqOf } from '../../session/entry.ts';
import { Protocols } from '../../session/protocols.ts';
import type { SessionSource } from '../../session/session-source.ts';
import { Transcriber } from '../../session/transcribe.ts';
import type { Direction, WireEvent } from '../../wire/wire-event.ts';
import { Column } from '../values/column.ts';
import { Leaves } from '../values/leaves.ts';
import { Listener } from './listener.ts';
import { SAID_KINDS, type Audience, type Said, type SaidKind } from './said.ts';

/** What both sessions share, so that equal numbers mean equal things in both. */
export class Common {
  readonly names = new Names();
  readonly leaves = new Leaves();
}

/** One side's way of saying one kind of thing in one namespace: what is said in it has an order that can be compared. */
export type Lane = {
  readonly conn: number;
  readonly nsp: string;
  readonly direction: Direction | undefined;
  readonly isEvents: boolean;
  readonly isClient: boolean;
};

/** What was said in a session, one number a column; a thing said is named by its place. */
export class Conversation implements Audience {
  readonly common: Common;
  readonly protocols: Protocols;
  readonly lanes: Lane[] = [];
  /** ms of each connection's first WireEvent on the wire. */
  readonly beginnings = new Map<number, number>();
  /** The client's own reports are there: a HAR has none. */
  hasReports = false;
  endMs = 0;
  readonly #laneNumbers = new Map<number, Map<string, number>>();
  readonly #listener = new Listener(this);
  readonly #transcriber: Transcriber;
  readonly #seq = new Column('uint32');
  readonly #part = new Column('uint32');
  readonly #at = new Column('float64');
  readonly #kind = new Column('uint32');
  readonly #lane = new Column('uint32');
  readonly #name = new Column('uint32');
  readonly #leavesFrom = new Column('uint32');
  readonly #leavesTo = new Column('uint32');
  /** Place of the answer, plus 1. */
  readonly #answer = new Column('uint32');
  /** It answers something: it is told with its question. */
  readonly #isAnswer = new Column('uint32');
  readonly #hasOffset = new Column('uint32');

  constructor(connections: ConstructorParameters<typeof Protocols>[0], common: Common) {
    this.common = common;
    this.protocols = new Protocols(connections);
    this.#transcriber = new Transcriber(this.protocols);
  }

  get length(): number {
    return this.#seq.length;
  }

  hear(seq: number, event: WireEvent): void {
    if (event.probe === undefined) {
      this.endMs = event.at;
      if (event.kind === 'client') this.hasReports = true;
      else if (event.kind !== 'user' && !this.beginnings.has(event.conn)) this.beginnings.set(event.conn, event.at);
    }
    this.#listener.step(this.#transcriber.transcribe(seqOf(seq), event));
  }

  said(said: Said): number {
    this.#seq.push(said.seq);
    this.#part.push(said.part);
    this.#at.push(said.at);
    this.#kind.push(SAID_KINDS.indexOf(said.kind));
    this.#lane.push(this.#laneOf(said));
    this.#name.push(this.common.names.numberOf(said.name));
    this.#leavesTo.push(0);
    this.#answer.push(0);
    this.#isAnswer.push(0);
    this.#hasOffset.push(said.hasOffset === true ? 1 : 0);
    return this.#leavesFrom.push(0);
  }

  complete(said: number, value: unknown): void {
    const { leaves } = this.common;
    this.#leavesFrom.set(said, leaves.length);
    leaves.add(value);
    this.#leavesTo.set(said, leaves.length);
  }

  answered(question: number, answer: number): void {
    this.#answer.set(question, answer + 1);
    this.#isAnswer.set(answer, 1);
  }

  seq(said: number): number {
    return this.#seq.at(said);
  }

  part(said: number): number {
    return this.#part.at(said);
  }

  at(said: number): number {
    return this.#at.at(said);
  }

  kind(said: number): SaidKind {
    return SAID_KINDS[this.#kind.at(said)] ?? 'wire';
  }

  lane(said: number): number {
    return this.#lane.at(said);
  }

  laneOf(said: number): Lane | undefined {
    return this.lanes[this.#lane.at(said)];
  }

  name(said: number): number {
    return this.#name.at(said);
  }

  nameOf(said: number): string {
    return this.common.names.textOf(this.#name.at(said)) ?? '';
  }

  leavesFrom(said: number): number {
    return this.#leavesFrom.at(said);
  }

  leavesTo(said: number): number {
    return this.#leavesTo.at(said);
  }

  answerOf(said: number): number | undefined {
    const answer = this.#answer.at(said);
    return answer === 0 ? undefined : answer - 1;
  }

  /** It is told with its question. */
  isAnswer(said: number): boolean {
    return this.#isAnswer.at(said) === 1;
  }

  hasOffset(said: number): boolean {
    return this.#hasOffset.at(said) === 1;
  }

  #laneOf({ conn, nsp, direction, kind }: Said): number {
    const isClient = kind === 'client';
    const isEvents = !isClient && kind !== 'wire';
    const side = direction === undefined ? 0 : direction === 'sent' ? 1 : 2;
    // Asked for each thing said, so the key is put together from numbers.
    const key = conn * 12 + side * 4 + (isEvents ? 2 : 0) + (isClient ? 1 : 0);
    let numbers = this.#laneNumbers.get(key);
    if (!numbers) this.#laneNumbers.set(key, (numbers = new Map()));
    const where = isEvents ? nsp : '';
    const known = numbers.get(where);
    if (known !== undefined) return known;
    const number = this.lanes.push({ conn, nsp: where, direction, isEvents, isClient }) - 1;
    numbers.set(where, number);
    return number;
  }
}

/** Entries decoded before others have the thread. */
const AT_ONCE = 4000;

/** `rest` lets others have the thread, is told how many entries are read, and says whether to go on. */
export async function readConversation(
  source: SessionSource,
  common: Common,
  rest: (entries: number) => Promise<boolean>,
): Promise<Conversation | undefined> {
  const conversation = new Conversation(source.header.connections, common);
  for await (const { firstSeq, events } of source.read()) {
    for (const [i, event] of events.entries()) {
      conversation.hear(firstSeq + i, event);
      if (i % AT_ONCE === AT_ONCE - 1 && !(await rest(firstSeq + i + 1))) return undefined;
    }
    if (!(await rest(firstSeq + events.length))) return undefined;
  }
  return conversation;
}
