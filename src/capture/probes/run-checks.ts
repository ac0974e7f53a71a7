import { CHECKS, type CheckId, type CheckState, type ProbeReport } from '../../doctor/checks.ts';
import type { ConnectOptions } from '../connect-options.ts';
import { probing, type Recorder } from '../recorder.ts';
import { checkAddress } from './checks/address.ts';
import { checkHandshake } from './checks/handshake.ts';
import { checkNamespace } from './checks/namespace.ts';
import { checkParser } from './checks/parser.ts';
import { checkPlainRequest } from './checks/plain-request.ts';
import { checkReachable } from './checks/reachable.ts';
import { checkSticky } from './checks/sticky.ts';
import { checkUpgrade } from './checks/upgrade.ts';
import { checkWebSocket3, checkWebSocket4 } from './checks/websocket.ts';
import type { Check, Inquiry, Known, PageFacts } from './inquiry.ts';
import { isCertain, isPassed, needOf } from './plan.ts';

export type { PageFacts };

const ASK: { readonly [Id in CheckId]: Check<Id> } = {
  address: checkAddress,
  handshake: checkHandshake,
  reachable: checkReachable,
  'plain-request': checkPlainRequest,
  'websocket-4': checkWebSocket4,
  'websocket-3': checkWebSocket3,
  namespace: checkNamespace,
  upgrade: checkUpgrade,
  sticky: checkSticky,
  parser: checkParser,
};

/**
 * Runs the checks one after the other, until one is certain (`all`: to the end). Each report goes into the log, and
 * `onstate` hears how far they are. Never rejects; `signal` ends it at once, and what is open is closed even so.
 */
export async function runChecks(
  options: ConnectOptions,
  recorder: Recorder,
  page: PageFacts,
  signal: AbortSignal,
  onstate: (checks: readonly CheckState[]) => void,
  all: boolean,
): Promise<void> {
  const board = new Board(onstate);
  const reports: ProbeReport[] = [];
  const known: Known = { options, page, reports };
  let isDone = false;
  for (const { id } of CHECKS) {
    if (signal.aborted) board.put(id, 'cancelled', 'cancelled');
    else if (isDone) board.put(id, 'not-needed', 'an earlier check was certain');
    else {
      const need = needOf(id, known);
      if (need === 'impossible') board.put(id, 'not-needed', 'nothing there to try it on');
      else if (need === 'not-needed' && !all) board.put(id, 'not-needed', 'it would say nothing new');
      else {
        board.put(id, 'running', '');
        const report = await runOne(id, known, recorder, signal);
        if (report) {
          reports.push(report);
          board.put(id, isPassed(report, known) ? 'passed' : 'failed', report.words, report.tookMs);
          isDone = !all && isCertain(report, known);
        } else board.put(id, 'cancelled', 'cancelled');
      }
    }
  }
}

/** `undefined` when it was cancelled. */
async function runOne(
  id: CheckId,
  known: Known,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<ProbeReport | undefined> {
  const own = probing(recorder, id);
  const closing: (() => Promise<void> | void)[] = [];
  const { options } = known;
  const inquiry: Inquiry = { options, recorder: own, signal, onend: (close) => void closing.push(close) };
  const startedAt = recorder.now();
  try {
    const answer = await ASK[id](inquiry, known);
    const tookMs = Math.round(recorder.now() - startedAt);
    const report: ProbeReport = { ...answer, tookMs };
    own.record({ kind: 'client', at: recorder.now(), conn: recorder.conn, event: 'probe', detail: report });
    return report;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    const farewells = Promise.all(closing.map(async (close) => close()));
    // A person who cancels does not wait for goodbyes.
    if (!signal.aborted) await farewells;
  }
}

/** The checklist as the person sees it. */
class Board {
  readonly #onstate: (checks: readonly CheckState[]) => void;
  #states: readonly CheckState[] = CHECKS.map(({ id, title }) => ({ id, title, state: 'waiting', words: '' }));

  constructor(onstate: (checks: readonly CheckState[]) => void) {
    this.#onstate = onstate;
    onstate(this.#states);
  }

  put(id: CheckId, state: CheckState['state'], words: string, tookMs?: number): void {
    const told = { state, words, ...(tookMs === undefined ? {} : { tookMs }) };
    this.#states = this.#states.map((check) => (check.id === id ? { ...check, ...told } : check));
    this.#onstate(this.#states);
  }
}
