import type { AnswerRule } from '../../replay/answer-rule.ts';
import type { PendingQuestion } from '../../worker/speech/speech-remote.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** At most four questions a second: a list that changes faster cannot be read. */
const EVERY_MS = 250;

/** What the Answer pane shows: the server's questions that wait, and the rules that answer by themselves. */
export class AnswerDesk {
  questions = $state.raw<readonly PendingQuestion[]>([]);
  rules = $state.raw<readonly AnswerRule[]>([]);
  problem = $state.raw<string>();
  readonly #workspace: Workspace;
  #asked = '';
  #isAsking = false;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    void this.#readRules();
  }

  /** Call in an effect: it reads what the answer depends on. */
  follow(): void {
    const { session } = this.#workspace;
    const state = session?.mode === 'live' ? `${session.key} ${session.waitingForYou} ${session.entries}` : '';
    if (state === this.#asked || this.#isAsking) return;
    this.#asked = state;
    this.#isAsking = true;
    void this.#workspace.worker.speech
      .questions()
      .then((questions) => (this.questions = questions))
      .catch((refusal: unknown) => (this.problem = wordsOf(refusal)))
      .finally(() => setTimeout(() => this.#rest(), EVERY_MS));
  }

  /** Adds it, or puts it in the place of the rule that it was. */
  async saveRule(rule: AnswerRule): Promise<void> {
    const isKnown = this.rules.some(({ id }) => id === rule.id);
    await this.#save(
      isKnown ? this.rules.map((other) => (other.id === rule.id ? rule : other)) : [...this.rules, rule],
    );
  }

  async deleteRule(id: string): Promise<void> {
    await this.#save(this.rules.filter((rule) => rule.id !== id));
  }

  /** One place up (-1) or down (1). */
  async moveRule(id: string, step: -1 | 1): Promise<void> {
    const from = this.rules.findIndex((rule) => rule.id === id);
    const [rule, other] = [this.rules[from], this.rules[from + step]];
    if (!rule || !other) return;
    const rules = [...this.rules];
    rules[from] = other;
    rules[from + step] = rule;
    await this.#save(rules);
  }

  #rest(): void {
    this.#isAsking = false;
    this.follow();
  }

  async #readRules(): Promise<void> {
    this.rules = await this.#workspace.worker.speech.rules();
  }

  async #save(rules: readonly AnswerRule[]): Promise<void> {
    const placed = rules.map((rule, place) => ({ ...rule, place }));
    const outcome = await this.#workspace.worker.speech.saveRules(placed);
    if (outcome.ok) this.rules = placed;
    this.problem = outcome.ok ? undefined : outcome.error;
  }
}

function wordsOf(refusal: unknown): string {
  return refusal instanceof Error ? refusal.message : String(refusal);
}

const desks = new WeakMap<Workspace, AnswerDesk>();

export function answerDeskOf(workspace: Workspace): AnswerDesk {
  const desk = desks.get(workspace) ?? new AnswerDesk(workspace);
  desks.set(workspace, desk);
  return desk;
}
