import { fail, ok, type Result } from '../../base/result.ts';
import type { Connection } from '../../capture/connection.ts';
import type { Question } from '../../capture/questions.ts';
import { readArguments } from '../../protocol/socketio/binary-json.ts';
import { ruleFor, type AnswerRule } from '../../replay/answer-rule.ts';
import { fillTemplate, variableNames } from '../../replay/template.ts';
import { AnswerRules } from '../../storage/answer-rules.ts';
import type { Bench } from '../bench.ts';
import { variablesOf } from '../library/variables.ts';
import type { LiveSession } from '../live-session.ts';

/** A question of the server to a session that this tab records. */
export type Asked = {
  readonly live: LiveSession;
  readonly conn: number;
  readonly question: Question;
  /** The row that brought it, where it is known. */
  readonly of: number | undefined;
};

/** Answers by the rules, whether anyone looks or not. */
export async function answerByRule(bench: Bench, asked: Asked): Promise<void> {
  const { live, conn, question } = asked;
  const client = live.connections.get(conn)?.client;
  const since = client?.since;
  const rule = ruleFor(await new AnswerRules(bench.database).list(), question);
  if (!rule || rule.isNever || !client) return;
  const args = await argumentsOf(bench, rule);
  if (!args.ok) return bench.problem(`The rule for ${nameOf(rule)} could not answer: ${args.error}.`);
  if (rule.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, rule.delayMs));
  // What was asked before a loss is nobody's question any more.
  if (client.since !== since || !client.isOpenFor(question.nsp) || !isWaiting(asked)) return;
  say(asked, client, rule, args.value);
}

function say(
  { live, conn, question, of }: Asked,
  client: Connection,
  rule: AnswerRule,
  args: readonly unknown[],
): void {
  const { nsp, id } = question;
  live.connections.act(conn, 'answer', { nsp, id, ...(of === undefined ? {} : { of }), rule: nameOf(rule) });
  client.answer(nsp, id, args);
}

/** Someone may have answered by hand meanwhile. */
function isWaiting({ live, conn, question: { nsp, id } }: Asked): boolean {
  live.session.fold();
  return live.session.isWaitingForYou(conn, nsp, id);
}

async function argumentsOf(bench: Bench, { args: template }: AnswerRule): Promise<Result<readonly unknown[], string>> {
  const names = variableNames(template, 'json');
  const source = names.length === 0 ? () => undefined : await variablesOf(bench, names);
  const filled = fillTemplate(template, source, 'json');
  if (!filled.ok) return fail(filled.error.message);
  const args = readArguments(filled.value);
  return args.ok ? ok(args.value) : fail(args.error.message);
}

function nameOf({ event }: AnswerRule): string {
  return event === '' ? 'any event' : event;
}
