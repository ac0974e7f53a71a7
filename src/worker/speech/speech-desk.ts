import { fail, ok, type Result } from '../../base/result.ts';
import type { LastingFault, SuddenFault } from '../../capture/line/fault.ts';
import type { Line } from '../../capture/line/line.ts';
import type { AckExchange } from '../../projections/acks/acks-view.ts';
import { jsonOf } from '../../projections/details-view.ts';
import type { AnswerRule } from '../../replay/answer-rule.ts';
import type { RawMessage } from '../../replay/raw/raw-message.ts';
import { AnswerRules } from '../../storage/answer-rules.ts';
import type { Bench } from '../bench.ts';
import { sentenceOf } from '../storage-words.ts';
import type { PendingQuestion, SpeechRemote } from './speech-remote.ts';

const LISTED = 50;
const SHOWN_CHARACTERS = 200;

export class SpeechDesk implements SpeechRemote {
  readonly #bench: Bench;
  readonly #rules: AnswerRules;

  constructor(bench: Bench) {
    this.#bench = bench;
    this.#rules = new AnswerRules(bench.database);
  }

  async sendRaw(conn: number, message: RawMessage): Promise<Result<void, string>> {
    return this.#with(conn, (line) => line.sendRaw(message));
  }

  async setFault(conn: number, fault: LastingFault, amount: number): Promise<Result<void, string>> {
    return this.#with(conn, (line) => ok(line.set(fault, amount)));
  }

  async bringAbout(conn: number, fault: SuddenFault): Promise<Result<void, string>> {
    return this.#with(conn, (line) => (fault === 'close-engine' ? line.closeEngine() : line.dropTransport()));
  }

  async questions(): Promise<readonly PendingQuestion[]> {
    const view = this.#bench.views.current;
    if (!view?.live) return [];
    const { latest } = view.session.insight().acks;
    const waiting = latest.filter(({ state, askedBy }) => state === 'waiting' && askedBy === 'server');
    const told = await Promise.all(waiting.slice(0, LISTED).map((exchange) => this.#question(exchange)));
    return told.filter((question) => question !== undefined);
  }

  rules(): Promise<readonly AnswerRule[]> {
    return this.#rules.list();
  }

  async saveRules(rules: readonly AnswerRule[]): Promise<Result<void, string>> {
    const saved = await this.#rules.replace(rules);
    return saved.ok ? ok(undefined) : fail(sentenceOf(saved.error));
  }

  async #question({ question: row, conn, nsp, event, id, askedAt }: AckExchange): Promise<PendingQuestion | undefined> {
    const details = row && (await this.#bench.views.current?.session.details(row));
    if (!row || !details) return undefined;
    const [, ...args]: readonly unknown[] = elementsOf(jsonOf(details));
    return { row, conn, nsp, event, id, askedAt, args: JSON.stringify(args).slice(0, SHOWN_CHARACTERS) };
  }

  #with(conn: number, act: (line: Line) => Result<void, string>): Result<void, string> {
    const connection = this.#bench.views.current?.live?.connections.get(conn);
    if (!connection?.client || !connection.isActive) return fail('Connect first: this connection is closed.');
    const outcome = act(connection.client.line);
    this.#bench.views.changed();
    return outcome;
  }
}

function elementsOf(json: string | undefined): readonly unknown[] {
  const value: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(value) ? value : [];
}
