import { fail, type Result } from '../base/result.ts';
import type { CopyForm } from '../projections/copied-row.ts';
import type { Details } from '../projections/details-view.ts';
import type { InsightView } from '../projections/insight-view.ts';
import type { Span } from '../projections/ladder/span.ts';
import type { NearAsk, OverviewAsk, OverviewView } from '../projections/overview/overview-view.ts';
import type { Suggestion } from '../projections/query/suggest.ts';
import { RowSet } from '../projections/row-set.ts';
import type { Row, RowId } from '../projections/row.ts';
import type { OpenSession } from './open-session.ts';
import type { RowLink, RowPlace, RowSum } from './remote.ts';
import type * as RowQuestions from './row-questions.ts';
import type { ViewKeeper } from './view-keeper.ts';

export const NO_LONGER_THERE = 'This row is not in the session any more.';

/** What the page asks about the session in view. */
export abstract class ViewQuestions {
  protected abstract readonly views: ViewKeeper;

  async suggestions(text: string, caret: number): Promise<readonly Suggestion[]> {
    return (await this.views.current?.session.suggestions(text, caret)) ?? [];
  }

  rows(from: number, to: number): Promise<{ readonly generation: number; readonly rows: readonly Row[] }> {
    return this.views.rows(from, to);
  }

  async setFolded(row: RowId | undefined, isFolded: boolean): Promise<void> {
    this.views.setFolded(row, isFolded);
  }

  async reveal(row: RowId): Promise<void> {
    this.views.reveal(row);
  }

  async headOf(row: RowId): Promise<RowId | undefined> {
    return this.#rowQuestions((questions, session) => questions.headOf(session, row));
  }

  async nextRow(from: RowId | undefined, link: RowLink, step: 1 | -1): Promise<RowId | undefined> {
    return this.#rowQuestions((questions, session) => questions.nextRow(session, from, link, step));
  }

  async rowAt(place: RowPlace): Promise<RowId | undefined> {
    return this.#rowQuestions((questions, session) => questions.rowAt(session, place));
  }

  async rowKeys(from: number, to: number): Promise<Float64Array> {
    return (
      (await this.#rowQuestions((questions, session) => questions.rowKeys(session, from, to))) ?? RowSet.empty.keys
    );
  }

  async sumUp(keys: Float64Array): Promise<RowSum | undefined> {
    return this.#rowQuestions((questions, session) => questions.sumUp(session, new RowSet(keys)));
  }

  async copyRows(keys: Float64Array, form: CopyForm): Promise<Result<string, string>> {
    const copied = await this.#rowQuestions((questions, session) =>
      questions.copyRows(session, new RowSet(keys), form),
    );
    return copied ?? fail(NO_LONGER_THERE);
  }

  async spans(from: number, to: number): Promise<readonly Span[]> {
    return (await this.views.current?.session.spans(from, to)) ?? [];
  }

  async details(row: RowId): Promise<Details | undefined> {
    return this.views.current?.session.details(row);
  }

  async indexOf(row: RowId): Promise<number | undefined> {
    return this.views.current?.session.indexOf(row);
  }

  async insight(conn?: number): Promise<InsightView | undefined> {
    const view = this.views.current;
    return view?.session.insight(conn, view.live?.now());
  }

  async overview(ask: OverviewAsk): Promise<OverviewView | undefined> {
    return this.views.current?.session.overview(ask);
  }

  async rowNear(ask: NearAsk): Promise<RowId | undefined> {
    return this.views.current?.session.rowNear(ask);
  }

  /** Asked by a key or a menu, not by every page: the code comes with the first question. */
  async #rowQuestions<T>(
    ask: (questions: typeof RowQuestions, session: OpenSession) => T | Promise<T>,
  ): Promise<T | undefined> {
    const session = this.views.current?.session;
    return session && ask(await import('./row-questions.ts'), session);
  }
}
