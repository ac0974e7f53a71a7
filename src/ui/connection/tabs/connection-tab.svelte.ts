import type { ConnectForm, FieldProblem } from '../../../capture/connect-options.ts';

/** One tab: a form, and the connection that it made last. */
export class ConnectionTab {
  /** Within its set, from 1; never reused. */
  readonly id: number;
  form: ConnectForm;
  /** Why the form cannot connect; told from the first attempt on, so that half-typed fields are left alone. */
  problems = $state.raw<readonly FieldProblem[]>([]);
  /** The session's number of the connection; undefined until it was first connected. */
  conn: number | undefined;

  constructor(id: number, form: ConnectForm, conn?: number) {
    this.id = id;
    this.form = $state.raw(form);
    this.conn = $state.raw(conn);
  }

  /** What a field said wrong is forgotten as soon as it is edited. */
  edit(fields: Partial<ConnectForm>): void {
    this.form = { ...this.form, ...fields };
    this.problems = this.problems.filter(({ field }) => !(field in fields));
  }
}
