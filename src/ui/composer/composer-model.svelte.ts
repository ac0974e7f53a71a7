import type { Result } from '../../base/result.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { frameOf, type Frame } from './check-draft.ts';
import { recallDraft, rememberDraft, type Draft } from './draft.ts';

/** What the practice server does on request, so that nobody has to guess. */
const PRACTICE_EVENTS: readonly string[] = [
  'echo',
  'ask-me',
  'upload',
  'download',
  'ticker',
  'flood',
  'kick',
  'drop',
  'silence',
  'join',
  'message',
];

/** What is being composed, the frame that it makes, and how emitting went. */
export class ComposerModel {
  readonly #workspace: Workspace;
  #draft = $state.raw<Draft>(recallDraft());
  /** Why the last attempt failed; gone with the next change. */
  refusal = $state.raw<string>();
  isEmitting = $state.raw(false);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get draft(): Draft {
    return this.#draft;
  }

  change(part: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...part };
    this.refusal = undefined;
    rememberDraft(this.#draft);
  }

  get namespaces(): readonly string[] {
    const known = this.#workspace.connection?.namespaces.map(({ nsp }) => nsp) ?? [];
    return known.length === 0 ? ['/'] : known;
  }

  /** The draft's namespace where the connection has it, else the connection's first. */
  readonly nsp: string = $derived.by(() => {
    const { namespaces } = this;
    return namespaces.includes(this.#draft.nsp) ? this.#draft.nsp : (namespaces[0] ?? '/');
  });

  // A value of its own: the session is told anew ten times a second, and encoding megabytes takes a while.
  readonly #nextAckId = $derived.by(() => {
    const namespaces = this.#workspace.connection?.namespaces ?? [];
    return namespaces.find(({ nsp }) => nsp === this.nsp)?.nextAckId ?? 0;
  });

  readonly frame: Result<Frame, string> = $derived.by(() => {
    const { event, args, expectAck } = this.#draft;
    return frameOf(event, args, this.nsp, expectAck ? this.#nextAckId : undefined);
  });

  /** Names to choose from: what the practice server understands, then what the session has seen. */
  get suggestions(): readonly string[] {
    const { connection, practiceUrl, session } = this.#workspace;
    const practice = connection !== undefined && connection.url === practiceUrl ? PRACTICE_EVENTS : [];
    const seen = session?.eventNames ?? [];
    return [...practice, ...seen.filter((name) => !practice.includes(name))];
  }

  /** What stands in the way of sending now, if not in that of composing. */
  get notice(): string | undefined {
    const { connection } = this.#workspace;
    if (!connection || !this.#workspace.isConnectedOrTrying) return 'Connect first.';
    const namespace = connection.namespaces.find(({ nsp }) => nsp === this.nsp);
    if (connection.status === 'connected' && namespace?.isConnected !== false) return undefined;
    if (namespace?.refused !== undefined) return `The server refused ${namespace.nsp}: ${namespace.refused}.`;
    return this.#draft.isVolatile
      ? 'Not connected: a volatile event emitted now is lost.'
      : 'Not connected: an event emitted now is buffered and sent on connect.';
  }

  async emit(): Promise<void> {
    const { connection, worker } = this.#workspace;
    if (!this.frame.ok) return void (this.refusal = this.frame.error);
    if (!connection) return void (this.refusal = 'Connect first.');
    const { event, args, expectAck, ackTimeoutMs, isVolatile } = this.#draft;
    this.isEmitting = true;
    try {
      const outcome = await worker.emit({
        conn: connection.id,
        nsp: this.nsp,
        event,
        args: args.trim() === '' ? '[]' : args,
        expectAck,
        ...(expectAck ? { ackTimeoutMs } : {}),
        isVolatile,
      });
      this.refusal = outcome.ok ? undefined : outcome.error;
    } finally {
      this.isEmitting = false;
    }
  }
}
