import type { Connection, OutgoingEvent } from '../../capture/connection.ts';
import type { PlayerPort } from '../../capture/player/port.ts';
import { preciseSleep, yieldThread } from '../../capture/player/precise-sleep.ts';
import { receivedValues } from '../../capture/received-values.ts';
import type { LiveSession } from '../live-session.ts';
import type { Recordings } from '../recordings.ts';
import type { ReplayTarget } from './replay-remote.ts';

/** A connection that something can be said over, and the session that records it. */
export class Target implements PlayerPort {
  readonly live: LiveSession;
  readonly conn: number;

  constructor(live: LiveSession, conn: number) {
    this.live = live;
    this.conn = conn;
  }

  get client(): Connection | undefined {
    return this.live.connections.get(this.conn)?.client;
  }

  get told(): ReplayTarget {
    const connection = this.live.connections.get(this.conn);
    return {
      key: this.live.key,
      conn: this.conn,
      name: this.live.record.header.name,
      url: connection?.options.url ?? '',
      isConnected: connection?.status === 'connected',
    };
  }

  emit(outgoing: OutgoingEvent): void {
    const { onack } = outgoing;
    this.client?.emit(onack ? { ...outgoing, onack: (args) => onack(args && receivedValues(args)) } : outgoing);
  }

  listen(onevent: (nsp: string, event: string, args: readonly unknown[]) => void): () => void {
    const hear = (nsp: string, event: string, args: readonly unknown[]): void =>
      onevent(nsp, event, receivedValues(args));
    return this.client?.listen(hear) ?? (() => undefined);
  }

  flawIn(nsp: string): string | undefined {
    const { client } = this;
    if (!client?.isActive) return 'The connection is closed: connect it, then go on.';
    if (client.protocol === 'eio4' || client.protocol === 'eio3') return 'Engine.IO by itself has no events.';
    if (client.status !== 'connected') return 'The connection is lost: it goes on once it is connected again.';
    const isIn = client.namespaces.some((namespace) => namespace.nsp === nsp && namespace.isConnected);
    return isIn ? undefined : `This connection is not in the namespace ${nsp}: join it first.`;
  }

  hasRoom(): boolean {
    return this.client?.hasRoom ?? true;
  }

  now(): number {
    return this.live.now();
  }

  sleep(ms: number): Promise<void> {
    return preciseSleep(ms);
  }

  nap(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  yieldThread(): Promise<void> {
    return yieldThread();
  }

  /** The id that the next question in `nsp` gets. */
  nextAckId(nsp: string): number {
    return this.client?.namespaces.find((namespace) => namespace.nsp === nsp)?.nextAckId ?? 0;
  }

  /** Nothing is recorded in a session that is over. */
  act(action: string, detail: unknown): void {
    if (!this.live.isOver) this.live.connections.act(this.conn, action, detail);
  }
}

/** Every connection that this tab records. */
export function targetsIn(recordings: Recordings): readonly Target[] {
  return recordings
    .all()
    .filter(({ isOver }) => !isOver)
    .flatMap((live) => live.record.header.connections.map(({ id }) => new Target(live, id)));
}
