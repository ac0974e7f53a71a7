import { valueAt } from '../../base/paths/path.ts';
import { coversPath, type PathPattern } from '../../base/paths/path-pattern.ts';
import type { Comparison } from '../../diff/comparison.ts';
import type { Conversation } from '../../diff/hearing/conversation.ts';
import { answerMs } from '../../diff/drift.ts';
import type { SaidReader } from '../../diff/hearing/said-reader.ts';
import { differencesBetween } from '../../replay/compare/differences.ts';
import { wholeValue, writeValue } from '../../replay/compare/write-value.ts';
import { seq as seqOf } from '../../session/entry.ts';
import type { RowId } from '../../projections/row.ts';
import type { DiffChange, DiffDetails, DiffLine, DiffSide } from './diff-remote.ts';

const LINE_CHARACTERS = 300;

type Values = { readonly said: unknown; readonly answer: unknown };

/** Says in words what a comparison keeps as numbers. */
export class LineTexts {
  readonly #comparison: Comparison;
  readonly #readers: { readonly a: SaidReader; readonly b: SaidReader };
  readonly #ignored: readonly PathPattern[];

  constructor(
    comparison: Comparison,
    readers: { readonly a: SaidReader; readonly b: SaidReader },
    ignored: readonly PathPattern[],
  ) {
    this.#comparison = comparison;
    this.#readers = readers;
    this.#ignored = ignored;
  }

  async line(line: number): Promise<DiffLine> {
    const { differences: _, ...told } = await this.#told(line, (value) => writeValue(value, LINE_CHARACTERS));
    return told;
  }

  details(line: number): Promise<DiffDetails> {
    return this.#told(line, (value) => (Array.isArray(value) ? wholeValue(value) : writeValue(value, Infinity)));
  }

  /** What stands on both sides in the first place that differs and that the pattern covers. */
  async valuesAt(line: number, pattern: PathPattern): Promise<readonly unknown[]> {
    const { a, b } = await this.#valuesOf(line);
    if (!a || !b) return [];
    const sides = [
      [a.said, b.said],
      [a.answer, b.answer],
    ] as const;
    for (const [was, now] of sides) {
      const found = differencesBetween(was, now).differences.find(({ place }) => coversPath(pattern, place));
      if (found) return [valueAt(was, found.place), valueAt(now, found.place)];
    }
    return [];
  }

  async #told(line: number, write: (value: unknown) => string): Promise<DiffDetails> {
    const { a, b, drift } = this.#comparison;
    const [saidA, saidB] = [this.#comparison.inA(line), this.#comparison.inB(line)];
    const { a: valuesA, b: valuesB } = await this.#valuesOf(line);
    const differences = this.#differences(valuesA, valuesB);
    const counted = differences.filter(({ isIgnored }) => !isIgnored);
    const [from, said] = saidA === undefined ? [b, saidB ?? 0] : [a, saidA];
    const lane = from.laneOf(said);
    const [shiftMs, jumpMs, change] = [drift.shiftMs(line), drift.jumpMs(line), counted[0]];
    return {
      line,
      verdict: this.#comparison.verdict(line),
      kind: from.kind(said),
      name: from.nameOf(said),
      nsp: lane?.nsp ?? '',
      ...(lane?.direction && { direction: lane.direction }),
      ...(valuesA && saidA !== undefined && { a: sideOf(a, saidA, drift.zeroA, valuesA, write) }),
      ...(valuesB && saidB !== undefined && { b: sideOf(b, saidB, drift.zeroB, valuesB, write) }),
      ...(shiftMs !== undefined && { shiftMs }),
      ...(jumpMs !== undefined && { jumpMs }),
      isJump: drift.isJump(line),
      isSlowAnswer: drift.isSlowAnswer(line),
      ...(change && { change }),
      changes: counted.length,
      ignored: differences.length - counted.length,
      differences,
    };
  }

  async #valuesOf(line: number): Promise<{ readonly a: Values | undefined; readonly b: Values | undefined }> {
    const { a, b } = this.#comparison;
    const [saidA, saidB] = [this.#comparison.inA(line), this.#comparison.inB(line)];
    return {
      a: saidA === undefined ? undefined : await valuesOf(a, saidA, this.#readers.a),
      b: saidB === undefined ? undefined : await valuesOf(b, saidB, this.#readers.b),
    };
  }

  #differences(a: Values | undefined, b: Values | undefined): readonly DiffChange[] {
    if (!a || !b) return [];
    const answers = a.answer === undefined || b.answer === undefined ? [] : this.#between(a.answer, b.answer, true);
    return [...this.#between(a.said, b.said, false), ...answers];
  }

  #between(a: unknown, b: unknown, isInAnswer: boolean): readonly DiffChange[] {
    return differencesBetween(a, b).differences.map(({ place, ...difference }) => ({
      ...difference,
      isIgnored: this.#ignored.some((pattern) => coversPath(pattern, place)),
      isInAnswer,
    }));
  }
}

async function valuesOf(conversation: Conversation, said: number, reader: SaidReader): Promise<Values> {
  const answer = conversation.answerOf(said);
  return {
    said: await reader.valueOf(said),
    answer: answer === undefined ? undefined : await reader.valueOf(answer),
  };
}

function sideOf(
  conversation: Conversation,
  said: number,
  zeroMs: number,
  values: Values,
  write: (value: unknown) => string,
): DiffSide {
  const answer = conversation.answerOf(said);
  return {
    row: rowOf(conversation, said),
    conn: conversation.laneOf(said)?.conn ?? 0,
    atMs: conversation.at(said) - zeroMs,
    text: write(values.said),
    ...(answer !== undefined && {
      answer: {
        row: rowOf(conversation, answer),
        tookMs: answerMs(conversation, said) ?? 0,
        text: write(values.answer),
      },
    }),
  };
}

function rowOf(conversation: Conversation, said: number): RowId {
  return { seq: seqOf(conversation.seq(said)), part: conversation.part(said) };
}
