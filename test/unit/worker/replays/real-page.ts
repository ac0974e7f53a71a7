import { afterEach, expect } from 'vitest';
import type { ConnectOptions } from '../../../../src/capture/connect-options.ts';
import { loadClient } from '../../../../src/capture/clients.ts';
import type { ReplayRemote, ReplayState } from '../../../../src/worker/replays/replay-remote.ts';
import type { SessionState } from '../../../../src/worker/remote.ts';
import { Workbench } from '../../../../src/worker/workbench.ts';
import { optionsFor } from '../../capture/in-node.ts';
import { freshDatabase } from '../../storage/open.ts';
import { stage } from '../stage.ts';

const pages: RealPage[] = [];

afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});

/** A page whose worker speaks to real servers through the real clients. */
export class RealPage {
  readonly workbench: Workbench;
  readonly replays: ReplayRemote;
  session: SessionState | undefined;
  replay: ReplayState | undefined;
  readonly problems: string[] = [];

  private constructor(workbench: Workbench, replays: ReplayRemote) {
    this.workbench = workbench;
    this.replays = replays;
  }

  static async open(): Promise<RealPage> {
    const database = await freshDatabase();
    const { surroundings } = stage(database);
    const workbench = new Workbench(database, { ...surroundings, loadClient });
    const page = new RealPage(workbench, await workbench.facets.get('replays'));
    await workbench.attach({
      onsession: (state) => void (page.session = state),
      onshelf: () => undefined,
      onprofiles: () => undefined,
      onreplay: (state) => void (page.replay = state),
      onproblem: (message) => void page.problems.push(message),
    });
    pages.push(page);
    return page;
  }

  async close(): Promise<void> {
    await this.replays.discard();
    await this.workbench.closeSession();
  }

  /** Over WebSocket, in a new session where there is none. */
  async connect(url: string, more: Partial<ConnectOptions> = {}): Promise<number> {
    const options = optionsFor(url, { protocol: 'v4', parser: 'default', transports: 'websocket', ...more });
    const connected = await this.workbench.connect(options, undefined);
    if (!connected.ok) throw new Error(connected.error);
    const { conn } = connected.value;
    const wanted = options.namespaces;
    await this.until(() => {
      const connection = this.session?.connections.find(({ id }) => id === conn);
      const joined = connection?.namespaces.filter(({ isConnected }) => isConnected).map(({ nsp }) => nsp) ?? [];
      return wanted.every((nsp) => joined.includes(nsp));
    });
    return conn;
  }

  async emit(
    conn: number,
    event: string,
    args: readonly unknown[],
    { nsp = '/', expectAck = true } = {},
  ): Promise<void> {
    const message = { conn, nsp, event, args: JSON.stringify(args), expectAck, isVolatile: false };
    const emitted = await this.workbench.emit(message);
    if (!emitted.ok) throw new Error(emitted.error);
  }

  /** Plays what is prepared, until it has come to an end. */
  async play(): Promise<ReplayState> {
    this.replay = undefined;
    await ok(this.replays.play());
    return this.ended();
  }

  async ended(): Promise<ReplayState> {
    await this.until(() => this.replay?.status === 'ended' || this.replay?.status === 'stopped');
    if (!this.replay) throw new Error('no replay');
    return this.replay;
  }

  async until(condition: () => boolean): Promise<void> {
    await expect.poll(condition, { timeout: 20_000, interval: 2 }).toBe(true);
  }

  /** Until `count` questions are answered. */
  async answered(count: number): Promise<void> {
    const answers = async () => (await this.workbench.insight())?.acks.answered;
    await expect.poll(answers, { timeout: 20_000, interval: 2 }).toBe(count);
  }

  /** Until all rows up to this one are decoded. */
  async lastRow(row: string): Promise<void> {
    await expect.poll(async () => (await this.rows()).at(-1), { timeout: 20_000, interval: 2 }).toBe(row);
  }

  /** Rows in short: "sent EVENT login". */
  async rows(): Promise<readonly string[]> {
    const { rows } = await this.workbench.rows(0, 100_000);
    return rows.map(({ direction, kind, event }) => [direction, kind, event].filter(Boolean).join(' '));
  }
}

export async function ok(outcome: Promise<{ readonly ok: boolean; readonly error?: string }>): Promise<void> {
  expect(await outcome).toMatchObject({ ok: true });
}
