import { cutText, wholeValue, writeValue } from '../../replay/compare/write-value.ts';
import type { ValuesCompared } from '../../replay/compare/compare-values.ts';
import { nameOf, type Remapped } from '../../replay/remap/remapping.ts';
import type { Judge } from './judge.ts';
import type { KeptEvent } from './kept-events.ts';
import type { ReplayStep, StepComparison } from './replay-remote.ts';
import type { StepSource } from './step-source.ts';
import type { TargetRows } from './target-rows.ts';

/** What a line shows of a value at most, in characters. */
const LINE = 240;
/** What is told of a whole answer at most. */
const WHOLE = 2_000_000;

/** What the page shows of steps, read from both logs when it is asked for. */
export class StepLines {
  readonly #source: StepSource;
  readonly #judge: Judge;
  readonly #rows: TargetRows | undefined;

  constructor(source: StepSource, judge: Judge, rows: TargetRows | undefined) {
    this.#source = source;
    this.#judge = judge;
    this.#rows = rows;
  }

  async step(index: number): Promise<ReplayStep> {
    return this.#line(index, await this.#judge.expectedAnswer(index), await this.#rows?.answer(index));
  }

  async comparison(index: number): Promise<StepComparison> {
    const recorded = await this.#judge.expectedAnswer(index);
    const answer = await this.#rows?.answer(index);
    const sentRow = this.#rows?.sentRow(index);
    const answerRow = this.#rows?.answerRow(index);
    return {
      step: await this.#line(index, recorded, answer),
      ...(recorded && { recorded: cutText(wholeValue(recorded), WHOLE) }),
      ...(answer && { answer: cutText(wholeValue(answer), WHOLE) }),
      differences: recorded && answer ? this.#judge.compare(index, recorded, answer).differences : [],
      events: await Promise.all(this.#judge.kept.of(index).map((event) => this.#event(event))),
      ...(sentRow && { sentRow }),
      ...(answerRow && { answerRow }),
    };
  }

  async #line(
    index: number,
    recorded: readonly unknown[] | undefined,
    answer: readonly unknown[] | undefined,
  ): Promise<ReplayStep> {
    const { plan } = this.#source;
    const step = index % plan.count;
    const { nsp, event, atMs, wantsAck, answerMs: recordedMs } = plan.step(step);
    const { ledger } = this.#judge;
    const row = this.#source.rowOf(step);
    const sentAt = ledger.sentAt(index);
    const answerMs = ledger.answerMs(index);
    const note = recorded && answer ? noteOn(this.#judge.compare(index, recorded, answer)) : undefined;
    return {
      index,
      loop: Math.floor(index / plan.count),
      nsp,
      event,
      atMs,
      ...(row && { row }),
      ...(await this.#said(index)),
      wantsAck,
      verdict: ledger.verdict(index),
      ...(recorded && { recorded: lineOf(recorded) }),
      ...(recordedMs !== undefined && { recordedMs }),
      ...(answer && { answer: lineOf(answer) }),
      ...(answerMs !== undefined && { answerMs }),
      ...(sentAt !== undefined && { sentAt }),
      ...(note !== undefined && { note }),
    };
  }

  /** What was sent, or will be: as far as it is known. */
  async #said(index: number): Promise<Pick<ReplayStep, 'args' | 'replaced'>> {
    const step = index % this.#source.plan.count;
    const template = this.#source.template(step);
    // What was filled in may be secret; whoever wants to see it looks at the row.
    if (template !== undefined) return { args: cutText(template, LINE), replaced: [] };
    const sent = await this.#rows?.sent(index);
    const said = await this.#source.said(step);
    if (!said.ok) return { args: said.error, replaced: [] };
    const remapped = this.#judge.remapping.apply(said.value.args, step, Math.floor(index / this.#source.plan.count));
    return { args: lineOf(sent ?? remapped.values), replaced: replacedIn(remapped) };
  }

  async #event(kept: KeptEvent): Promise<StepComparison['events'][number]> {
    const { index, position, nsp, event, verdict, args, isIgnored = false } = kept;
    const recorded = position === undefined ? undefined : await this.#source.follower(position);
    return {
      nsp,
      event,
      verdict,
      ...(recorded && { recorded: cutText(wholeValue(recorded), WHOLE) }),
      ...(args && { received: cutText(wholeValue(args), WHOLE) }),
      differences: recorded && args ? this.#judge.compare(index, recorded, args).differences : [],
      isIgnored,
    };
  }
}

/** Without the brackets of the list, as the Timeline shows it. */
function lineOf(values: readonly unknown[]): string {
  const text = writeValue(values, LINE);
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text.slice(1);
}

function replacedIn({ replaced }: Remapped): ReplayStep['replaced'] {
  return replaced.map(({ path, was, rule }) => ({ path, was: writeValue(was, LINE), by: nameOf(rule) }));
}

/** "token mapped", "id, at ignored". */
function noteOn({ mapped, differences }: ValuesCompared): string | undefined {
  const ignored = differences.flatMap(({ path, isIgnored }) => (isIgnored ? [path] : []));
  const notes = [
    ...(mapped.length > 0 ? [`${namesOf(mapped)} mapped`] : []),
    ...(ignored.length > 0 ? [`${namesOf(ignored)} ignored`] : []),
  ];
  return notes.length > 0 ? notes.join(', ') : undefined;
}

/** The last names of a few paths. */
function namesOf(paths: readonly string[]): string {
  const names = [...new Set(paths.map((path) => /([^.[\]]+)\]?$/.exec(path)?.[1] ?? path))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
