import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { SessionHeader } from '../session/header.ts';
import type { CaptureMs, WireEvent } from '../wire/wire-event.ts';
import { captureMs } from '../wire/wire-event.ts';
import type { Pieces } from './byte-source.ts';
import { readEvent } from './event-line.ts';
import { readHeader } from './header-line.ts';
import type { ImportedSession } from './imported-session.ts';
import { readJsonLine } from './json-line.ts';
import type { LineBlock } from './line-blocks.ts';
import { lineBlocks } from './line-blocks.ts';
import { NotePlaces } from './note-places.ts';
import { ProblemList } from './problem-list.ts';
import { shownValue } from './unknown-fields.ts';

const BYTE_ORDER_MARK = '\ufeff';
// The shelf reads the headers of all sessions again and again.
const LONGEST_HEADER = 16 * 1024 * 1024;

/** Why the bytes ended before the file did; known when they have ended. */
export type Damage = { sentence: string | undefined };

/** Reads a session file, version 1. Refused where its first line is not a header that this version knows. */
export async function readNdjson(pieces: Pieces, damage: Damage): Promise<Result<ImportedSession, string>> {
  const problems = new ProblemList();
  const blocks = lineBlocks(pieces);
  const first = await blocks.next();
  if (first.done) return fail('This is not a Sockscope session: it is empty.');
  const header = readFirstLine(first.value.lines[0], problems);
  if (header.ok) return ok(new NdjsonSession(header.value, first.value, blocks, problems, damage));
  await blocks.return();
  return header;
}

function readFirstLine(line: string | undefined, problems: ProblemList): Result<SessionHeader, string> {
  if (line === undefined || line.length > LONGEST_HEADER)
    return fail('This is not a Sockscope session: line 1 is longer than 16 MiB, as no header is.');
  const tell = (problem: string) => problems.addAt(1, problem);
  const fields = readJsonLine(line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line, tell);
  if (!fields.ok) return fail(`This is not a Sockscope session: line 1 ${fields.error}`);
  return readHeader(fields.value, tell);
}

class NdjsonSession implements ImportedSession {
  readonly problems: ProblemList;
  readonly batches: ImportedSession['batches'];
  readonly #damage: Damage;
  readonly #notes: NotePlaces;
  #header: SessionHeader;
  #line = 0;
  #nextHere = 0;
  #nextInFile = 0;
  #lastAt: CaptureMs = captureMs(0);

  constructor(
    header: SessionHeader,
    first: LineBlock,
    rest: AsyncGenerator<LineBlock, void, void>,
    problems: ProblemList,
    damage: Damage,
  ) {
    this.#header = header;
    this.#notes = new NotePlaces(header.notes);
    this.problems = problems;
    this.#damage = damage;
    this.batches = this.#read(first, rest);
  }

  get header(): SessionHeader {
    return this.#header;
  }

  async *#read(first: LineBlock, rest: AsyncGenerator<LineBlock, void, void>): ImportedSession['batches'] {
    try {
      yield this.#events(first);
      for await (const block of rest) yield this.#events(block);
    } finally {
      // Left after the first batch, the file would stay open.
      await rest.return();
    }
    if (this.#damage.sentence !== undefined) this.problems.add(`After line ${this.#line}: ${this.#damage.sentence}`);
    const notes = this.#notes.notes(this.#nextInFile, this.#nextHere);
    this.#header = { ...this.#header, notes };
  }

  #events({ lines, notUtf8 }: LineBlock): readonly WireEvent[] {
    const events: WireEvent[] = [];
    for (const [i, line] of lines.entries()) {
      this.#line++;
      if (notUtf8.has(i)) this.#tell('holds bytes that are not UTF-8; � stands for them.');
      // The first line is the header; blank ones are harmless.
      if (this.#line === 1 || isBlank(line)) continue;
      const event = this.#event(line);
      if (event) events.push(event);
      else this.#skip();
    }
    return events;
  }

  #event(line: string | undefined): WireEvent | undefined {
    if (line === undefined) return this.#tell('is longer than 256 MiB and was left out.');
    const fields = readJsonLine(line, (problem) => this.#tell(problem));
    if (!fields.ok) return this.#tell(fields.error);
    const event = readEvent(fields.value);
    if (!event.ok) return this.#tell(event.error);
    this.#number(fields.value['seq']);
    return this.#forward(event.value);
  }

  #skip(): void {
    this.#notes.miss(this.#nextInFile, this.#nextInFile + 1, this.#nextHere);
    this.#nextInFile++;
  }

  /** Entries are numbered as they come; what the file says is only checked, and followed for the notes' sake. */
  #number(inFile: unknown): void {
    const expected = this.#nextInFile;
    if (typeof inFile !== 'number' || !Number.isInteger(inFile) || inFile < 0) {
      this.#tell(`"seq" should be ${expected}, found ${shownValue(inFile)}; the entry is now ${this.#nextHere}.`);
    } else {
      if (inFile !== expected) {
        this.#tell(`"seq" should be ${expected}, found ${inFile}; the entry is now ${this.#nextHere}.`);
      }
      this.#notes.miss(expected, inFile, this.#nextHere);
      this.#notes.place(inFile, this.#nextHere);
      this.#nextInFile = inFile;
    }
    this.#nextInFile++;
    this.#nextHere++;
  }

  #forward(event: WireEvent): WireEvent {
    if (event.at >= this.#lastAt) {
      this.#lastAt = event.at;
      return event;
    }
    this.#tell(`time goes back from ${this.#lastAt} ms to ${event.at} ms; taken as ${this.#lastAt} ms.`);
    return { ...event, at: this.#lastAt };
  }

  #tell(problem: string): undefined {
    this.problems.addAt(this.#line, problem);
  }
}

function isBlank(line: string | undefined): boolean {
  return line !== undefined && line.trim() === '';
}
