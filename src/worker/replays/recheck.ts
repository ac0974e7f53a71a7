import { pause } from '../pause.ts';
import type { Judge } from './judge.ts';
import type { TargetRows } from './target-rows.ts';

const AT_ONCE = 200;

/** Holds the answers against the recorded ones once more, of one step of a loop or of all: another rule is in force. */
export async function recheck(judge: Judge, rows: TargetRows | undefined, step?: number): Promise<void> {
  const { ledger } = judge;
  for (let index = step ?? 0; index < ledger.total; index += step === undefined ? 1 : judge.stepsInLoop) {
    const verdict = ledger.answerVerdict(index);
    const isJudged = verdict === 'equal' || verdict === 'differs' || (step !== undefined && verdict === 'extra');
    const answer = isJudged ? await rows?.answer(index) : undefined;
    const recorded = answer && (await judge.expectedAnswer(index));
    if (recorded) ledger.setAnswer(index, judge.compare(index, recorded, answer).isEqual ? 'equal' : 'differs');
    if (index % AT_ONCE === AT_ONCE - 1) await pause();
  }
  if (step === undefined) await judge.recheckEvents();
}
