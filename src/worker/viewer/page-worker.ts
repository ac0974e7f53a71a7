import { fail, ok, type Result } from '../../base/result.ts';
import type { DiagnosisView } from '../../doctor/finding.ts';
import { Doctor } from '../../doctor/doctor.ts';
import type { TimeRange } from '../../projections/query/time-range.ts';
import type { FilterProblem, RemoteWorker, WorkerListener } from '../remote.ts';
import { EventDesk } from '../script/event-desk.ts';
import type { ScriptRemote } from '../script/script-remote.ts';
import { ViewKeeper } from '../view-keeper.ts';
import { ViewQuestions } from '../view-questions.ts';
import { PAGE_KEY, type PageSession } from './page-session.ts';

const ONLY_READ = 'This page only shows its session. Open it in Sockscope to do more with it.';
const NO_RECORDINGS = { get: () => undefined, fold: () => undefined };

/**
 * What a page may ask that brings its session along, answered in the page itself: a worker could not be loaded from the
 * disk. Nothing is recorded, kept, or sent anywhere.
 */
export class PageWorker extends ViewQuestions implements RemoteWorker {
  protected override readonly views: ViewKeeper;
  readonly script: ScriptRemote;
  readonly #session: PageSession;
  #listener: WorkerListener | undefined;
  #hasTold = false;

  constructor(session: PageSession) {
    super();
    this.#session = session;
    this.views = new ViewKeeper(session, { loadExaminer: async () => new Doctor() }, () => NO_RECORDINGS, {
      onsession: async (state) => {
        await this.#listener?.onsession(state);
        if (state?.mode === 'saved') this.#tellProblems();
      },
      onproblem: (message) => void this.#listener?.onproblem(message),
    });
    this.script = Object.assign(new EventDesk(this.views), { write: refuse });
  }

  get diff(): never {
    throw new Error(ONLY_READ);
  }

  get files(): never {
    throw new Error(ONLY_READ);
  }

  get history(): never {
    throw new Error(ONLY_READ);
  }

  get library(): never {
    throw new Error(ONLY_READ);
  }

  get previews(): never {
    throw new Error(ONLY_READ);
  }

  get replays(): never {
    throw new Error(ONLY_READ);
  }

  get shelf(): never {
    throw new Error(ONLY_READ);
  }

  get speech(): never {
    throw new Error(ONLY_READ);
  }

  async attach(listener: WorkerListener): Promise<void> {
    this.#listener = listener;
    await this.views.showStored(PAGE_KEY);
  }

  setFilter(text: string, range?: TimeRange): Promise<Result<void, FilterProblem>> {
    return this.views.setFilter(text, range);
  }

  async diagnosis(): Promise<DiagnosisView | undefined> {
    return this.views.current?.diagnosis.view();
  }

  async openSession(): Promise<Result<void, string>> {
    return ok(undefined);
  }

  async savedQueries(): Promise<readonly string[]> {
    return [];
  }

  readonly notePage = nothing;
  readonly describePage = nothing;
  readonly offerRelay = nothing;
  readonly disconnect = nothing;
  readonly closeSession = nothing;
  readonly undoDelete = nothing;
  readonly cancelDiagnosis = nothing;
  readonly connect = refuse;
  readonly joinNamespace = refuse;
  readonly leaveNamespace = refuse;
  readonly emit = refuse;
  readonly sendMessage = refuse;
  readonly answer = refuse;
  readonly renameSession = refuse;
  readonly deleteSession = refuse;
  readonly saveQuery = refuse;
  readonly deleteQuery = refuse;
  readonly setNote = refuse;
  readonly diagnose = refuse;
  readonly saveProfile = refuse;
  readonly deleteProfile = refuse;

  /** Once, when all has been read. */
  #tellProblems(): void {
    const [first, ...more] = this.#session.problems;
    if (first === undefined || this.#hasTold) return;
    this.#hasTold = true;
    const rest = more.length === 0 ? '' : ` And ${more.length} more.`;
    void this.#listener?.onproblem(`This page is damaged; what could be read of its session is here. ${first}${rest}`);
  }
}

async function refuse(): Promise<Result<never, string>> {
  return fail(ONLY_READ);
}

async function nothing(): Promise<void> {}
