import { fail, ok, type Result } from '../../base/result.ts';
import { readArguments } from '../../protocol/socketio/binary-json.ts';
import type { Message } from '../../replay/message.ts';
import type { Plan } from '../../replay/plan/plan.ts';
import { PlanBuilder } from '../../replay/plan/plan-builder.ts';
import { isReservedEvent } from '../../replay/plan/reserved.ts';
import { fillTemplate, variableNames, withStandIns } from '../../replay/template.ts';
import type { Bench } from '../bench.ts';
import type { Said, StepSource } from './step-source.ts';

/** Saved messages in their order: each is filled when it is sent, and none is sent unfilled. */
export class MessageSteps implements StepSource {
  readonly plan: Plan;
  readonly name: string;
  readonly key = undefined;
  readonly #messages: readonly Message[];
  readonly #bench: Bench;

  constructor(name: string, messages: readonly Message[], bench: Bench) {
    const builder = new PlanBuilder();
    this.name = name;
    this.#bench = bench;
    this.#messages = messages.filter((message) => {
      const flaw = flawOf(message);
      if (flaw !== undefined) builder.leaveAside(flaw);
      return flaw === undefined;
    });
    for (const [source, { nsp, event, expectAck: wantsAck }] of this.#messages.entries()) {
      builder.add({ nsp, event, atMs: 0, wantsAck, source });
    }
    this.plan = builder.build();
  }

  async said(step: number): Promise<Result<Said, string>> {
    const message = this.#messages[step];
    if (!message) return fail('This message is no longer there.');
    const names = [...variableNames(message.event, 'text'), ...variableNames(message.args, 'json')];
    const { variablesOf } = await import('../library/variables.ts');
    const variables = await variablesOf(this.#bench, names);
    const event = fillTemplate(message.event, variables, 'text');
    if (!event.ok) return fail(`the event’s name: ${event.error.message}.`);
    const text = fillTemplate(message.args, variables, 'json');
    if (!text.ok) return fail(`arguments, character ${text.error.offset + 1}: ${text.error.message}.`);
    const args = readArguments(text.value);
    if (args.ok) return ok({ event: event.value, args: args.value });
    return fail(`arguments, line ${args.error.line}, column ${args.error.column}: ${args.error.message}.`);
  }

  template(step: number): string {
    const text = this.#messages[step]?.args.trim() ?? '';
    return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  }

  async answer(): Promise<undefined> {
    return undefined;
  }

  async follower(): Promise<undefined> {
    return undefined;
  }

  rowOf(): undefined {
    return undefined;
  }

  answerRowOf(): undefined {
    return undefined;
  }

  ackTimeoutMs(step: number): number | undefined {
    return this.#messages[step]?.ackTimeoutMs;
  }

  isVolatile(step: number): boolean {
    return this.#messages[step]?.isVolatile === true;
  }
}

/** What no variable can mend. */
function flawOf({ event, args }: Message): string | undefined {
  if (event === '') return 'a message has no event’s name';
  if (isReservedEvent(event)) return `${event} is a reserved name`;
  const read = args.trim() === '' ? undefined : readArguments(withStandIns(args));
  if (!read || read.ok) return undefined;
  const { line, column, message } = read.error;
  return `${event}: arguments, line ${line}, column ${column}: ${message}`;
}
