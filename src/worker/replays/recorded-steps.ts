import { ok, type Result } from '../../base/result.ts';
import type { RowId } from '../../projections/row.ts';
import type { Plan } from '../../replay/plan/plan.ts';
import type { ConnectionHeader } from '../../session/header.ts';
import type { OpenSession } from '../open-session.ts';
import { packetValues } from './packet-values.ts';
import type { Said, StepSource } from './step-source.ts';

type Origin = { readonly session: OpenSession; readonly connections: readonly ConnectionHeader[] };

/** Steps that a session recorded: read from its log, one by one. */
export class RecordedSteps implements StepSource {
  readonly plan: Plan;
  readonly name: string;
  readonly key: string;
  readonly origin: Origin;
  readonly #session: OpenSession;

  constructor(plan: Plan, origin: Origin, name: string, key: string) {
    this.plan = plan;
    this.origin = origin;
    this.#session = origin.session;
    this.name = name;
    this.key = key;
  }

  async said(step: number): Promise<Result<Said, string>> {
    const { source, event } = this.plan.step(step);
    const args = withoutName(await packetValues(this.#session, source));
    return args.ok ? ok({ event, args: args.value }) : args;
  }

  template(): undefined {
    return undefined;
  }

  async answer(step: number): Promise<readonly unknown[] | undefined> {
    const { answer } = this.plan.step(step);
    if (answer === undefined) return undefined;
    const values = await packetValues(this.#session, answer);
    return values.ok ? values.value : undefined;
  }

  async follower(position: number): Promise<readonly unknown[] | undefined> {
    const values = withoutName(await packetValues(this.#session, this.plan.follower(position).source));
    return values.ok ? values.value : undefined;
  }

  rowOf(step: number): RowId {
    return this.#session.timeline.idOf(this.plan.step(step).source);
  }

  answerRowOf(step: number): RowId | undefined {
    const { answer } = this.plan.step(step);
    return answer === undefined ? undefined : this.#session.timeline.idOf(answer);
  }

  ackTimeoutMs(): undefined {
    return undefined;
  }

  isVolatile(): boolean {
    return false;
  }
}

function withoutName(values: Result<readonly unknown[], string>): Result<readonly unknown[], string> {
  return values.ok ? ok(values.value.slice(1)) : values;
}
