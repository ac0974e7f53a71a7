import { fail, ok, type Result } from '../base/result.ts';
import type { CheckState } from '../doctor/checks.ts';
import type { DiagnosisView } from '../doctor/finding.ts';
import type { OpenSession } from './open-session.ts';
import type { Examiner, Surroundings } from './surroundings.ts';

/** Runs checks until they are over or `signal` ends them, and tells how far they are; a sentence where it cannot. */
export type Checkup = (
  signal: AbortSignal,
  onstate: (checks: readonly CheckState[]) => void,
) => Promise<string | undefined>;

/** What is found out about a session: by the doctor who reads along, and by checks that the person asks for. */
export class Diagnosis {
  readonly #examiner: Examiner | undefined;
  #checks: readonly CheckState[] = [];
  #stop: AbortController | undefined;
  #running: Promise<string | undefined> | undefined;

  constructor(session: OpenSession, examiner: Examiner | undefined, onproblem: (message: string) => void) {
    this.#examiner = examiner;
    if (!examiner) return;
    session.onentry = (entry) => {
      try {
        examiner.step(entry);
      } catch (error) {
        // A bug in a rule must not take the rows with it.
        session.onentry = undefined;
        onproblem(`The doctor stumbled over #${entry.seq} and reads no further: ${wordsOf(error)}`);
      }
    };
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  view(): DiagnosisView {
    return { findings: this.#examiner?.findings() ?? [], checks: this.#checks, isRunning: this.isRunning };
  }

  /** Resolves when all is over. */
  async run(checkup: Checkup, onchange: () => void): Promise<Result<void, string>> {
    if (this.#running) return fail('A diagnosis is under way; cancel it first.');
    const stop = new AbortController();
    this.#stop = stop;
    this.#checks = [];
    this.#running = checkup(stop.signal, (checks) => {
      this.#checks = checks;
      onchange();
    }).finally(() => (this.#running = undefined));
    onchange();
    const problem = await this.#running.catch(messageOf);
    onchange();
    return problem === undefined ? ok(undefined) : fail(problem);
  }

  /** Resolves when what it had opened is closed. */
  async cancel(): Promise<void> {
    this.#stop?.abort();
    // It tells its own failure to whoever has started it.
    await this.#running?.catch(messageOf);
  }
}

/** Before the first entry is folded, so that it sees all. A session goes on without where its code cannot be loaded. */
export async function loadExaminer(
  { loadExaminer }: Pick<Surroundings, 'loadExaminer'>,
  onproblem: (message: string) => void,
): Promise<Examiner | undefined> {
  try {
    return await loadExaminer();
  } catch (error) {
    onproblem(`The doctor could not be loaded, so nothing will be found: ${wordsOf(error)}. Reload the page.`);
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return `The diagnosis failed: ${wordsOf(error)}`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
