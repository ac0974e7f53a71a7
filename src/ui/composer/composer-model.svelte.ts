import { fail, ok, type Result } from '../../base/result.ts';
import type { ShapeLine } from '../../projections/catalogue/catalogue-view.ts';
import { readArguments } from '../../protocol/socketio/binary-json.ts';
import type { ConnectForm } from '../../capture/connect-options.ts';
import type { Message } from '../../replay/message.ts';
import type { ConnectionState, NamespaceState } from '../../worker/remote.ts';
import { variablesModelOf, type Resolved } from '../variables/variables-model.svelte.ts';
import { outliving } from '../kit/outliving.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { argumentsOrNone, checkDraft, type Checked, type Flaw } from './check-draft.ts';
import { recallDraft, rememberDraft } from './draft.ts';
import { PRACTICE_EVENTS } from './practice-events.ts';
import { framesOf, type Frames, type Pack, type Speech } from './preflight/frames.ts';

/** What is being composed, the frames that it makes, and how emitting went. */
export class ComposerModel {
  readonly #workspace: Workspace;
  #draft = $state.raw<Message>(recallDraft());
  #pack = $state.raw<Pack>();
  /** The draft whose doubt was told when it was emitted: once more, and it is sent. */
  #doubted = $state.raw<Message>();
  #refusal = $state.raw<{ readonly sentence: string; readonly standing: string }>();
  isEmitting = $state.raw(false);
  /** What was emitted last is too long for the history. */
  isUnkept = $state.raw(false);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Why the last attempt failed; gone with the next change, of the draft or of how the connection stands. */
  get refusal(): string | undefined {
    return this.#refusal?.standing === this.#standing ? this.#refusal.sentence : undefined;
  }

  set refusal(sentence: string | undefined) {
    this.#refusal = sentence === undefined ? undefined : { sentence, standing: this.#standing };
  }

  get #standing(): string {
    const { id, status, isActive } = this.#connection ?? {};
    return `${id ?? ''} ${status ?? ''} ${isActive === true}`;
  }

  get draft(): Message {
    return this.#draft;
  }

  change(part: Partial<Message>): void {
    this.#draft = { ...this.#draft, ...part };
    this.refusal = undefined;
    this.#doubted = undefined;
    this.isUnkept = false;
    rememberDraft(this.#draft);
  }

  get #connection(): ConnectionState | undefined {
    return this.#workspace.connection;
  }

  get #form(): ConnectForm {
    return this.#workspace.form;
  }

  /** Those of the connection, and the draft's own where that is another. */
  get namespaces(): readonly string[] {
    const known = this.#connection?.namespaces.map(({ nsp }) => nsp) ?? [];
    return known.includes(this.nsp) ? known : [...known, this.nsp];
  }

  /** The draft's namespace; where that is the usual one and the connection is not in it, the connection's first. */
  readonly nsp: string = $derived.by(() => {
    const { nsp } = this.#draft;
    const [first] = this.#connection?.namespaces ?? [];
    return nsp === '/' && first && !this.#namespace(nsp) ? first.nsp : nsp;
  });

  // A value of its own: the session is told anew ten times a second, and encoding megabytes takes a while.
  readonly #nextAckId = $derived(this.#namespace(this.nsp)?.nextAckId ?? 0);
  // As the connection speaks; before there is one, as its form asks for.
  readonly #protocol = $derived(this.#connection?.protocol ?? (this.#form.protocol === 'v2' ? 'v2' : 'v4'));
  readonly #parser = $derived(this.#connection?.parser ?? (this.#form.parser === 'msgpack' ? 'msgpack' : 'default'));
  readonly #isPolling = $derived(this.#connection?.transport === 'polling');
  readonly #speech: Speech = $derived({
    protocol: this.#protocol,
    parser: this.#parser,
    isPolling: this.#isPolling,
  });
  readonly #limitBytes = $derived(this.#connection?.maxPayloadBytes);

  readonly #resolved: Result<Resolved, Flaw> = $derived.by(() => {
    const { args } = this.#draft;
    const outcome = variablesModelOf(this.#workspace).resolve({ ...this.#draft, nsp: this.nsp });
    if (outcome.ok) return outcome;
    const { field, place, offset, message } = outcome.error;
    const to = args.indexOf('}}', offset) + 2;
    return fail({ sentence: `${place}: ${message}.`, ...(field === 'args' ? { from: offset, to } : {}) });
  });

  readonly checked: Result<Checked, Flaw> = $derived.by(() => {
    const resolved = this.#resolved;
    if (!resolved.ok) return resolved;
    const id = this.#draft.expectAck ? this.#nextAckId : undefined;
    const composed = { message: resolved.value.message, typedArgs: this.#draft.args, id };
    return checkDraft(composed, this.#speech, this.#limitBytes, this.#packing());
  });

  /** The same for another message: `message` with its variables filled. */
  check(message: Message, typedArgs: string): Result<Checked, Flaw> {
    const id = message.expectAck ? this.#nextAckId : undefined;
    return checkDraft({ message, typedArgs, id }, this.#speech, this.#limitBytes, this.#packing());
  }

  /** The frames as they may be shown: with a mask for each secret. */
  readonly shownFrames: Frames | undefined = $derived.by(() => {
    const frames = this.checked.ok ? this.checked.value.frames : undefined;
    if (!frames || !this.#resolved.ok) return frames;
    const { message, masked } = this.#resolved.value;
    if (message === masked) return frames;
    const args = readArguments(argumentsOrNone(masked.args));
    if (!args.ok) return undefined;
    const id = this.#draft.expectAck ? this.#nextAckId : undefined;
    const event = { nsp: masked.nsp, id, args: [masked.event, ...args.value] };
    const shown = framesOf(event, masked.isCompressed, this.#speech, this.#packing());
    return shown && { ...shown, sizeBytes: frames.sizeBytes };
  });

  get limitBytes(): number | undefined {
    return this.#limitBytes;
  }

  /** It will be sent though it was doubted. */
  get isInsisting(): boolean {
    return this.#doubted === this.#draft;
  }

  /** What is said in the form: why it was not sent, or what is wrong with the text while it is typed. */
  get problem(): string | undefined {
    if (this.refusal !== undefined) return this.refusal;
    // An empty name is no fault before it is emitted.
    return this.checked.ok || this.#draft.event === '' ? undefined : this.checked.error.sentence;
  }

  /** Places in the arguments, the worst first. */
  get flaws(): readonly (Flaw & { readonly isError: boolean })[] {
    if (!this.checked.ok) return [{ ...this.checked.error, isError: true }];
    return this.checked.value.warnings.map((warning) => ({ ...warning, isError: false }));
  }

  /** Names to choose from: what the practice server understands, then what the session has seen. */
  get suggestions(): readonly string[] {
    const { connection, practiceUrl, session } = this.#workspace;
    const practice = connection !== undefined && connection.url === practiceUrl ? PRACTICE_EVENTS : [];
    const seen = session?.eventNames ?? [];
    return [...practice, ...seen.filter((name) => !practice.includes(name))];
  }

  /** What such events carried, sent or, where none was, received. */
  async shape(): Promise<readonly ShapeLine[]> {
    const { event } = this.#draft;
    const { script } = this.#workspace.worker;
    const sent = await script.shapeOf({ nsp: this.nsp, event, direction: 'sent' });
    return (sent ?? (await script.shapeOf({ nsp: this.nsp, event, direction: 'received' })))?.args ?? [];
  }

  /** The connection is not in the draft's namespace, and can join it. */
  get joinable(): string | undefined {
    const { connection, isConnectedOrTrying } = this.#workspace;
    if (!isConnectedOrTrying || connection?.status !== 'connected') return undefined;
    return this.#namespace(this.nsp) ? undefined : this.nsp;
  }

  async join(): Promise<void> {
    if (!this.#connection || this.joinable === undefined) return;
    const outcome = await this.#workspace.worker.joinNamespace(this.#connection.id, this.joinable);
    this.refusal = outcome.ok ? undefined : `Namespace: ${outcome.error}`;
  }

  /** What stands in the way of sending now, if not in that of composing. */
  get notice(): string | undefined {
    const connection = this.#connection;
    if (!connection || !this.#workspace.isConnectedOrTrying) return 'Connect first.';
    if (this.joinable !== undefined) return `This connection is not in ${this.nsp}.`;
    const namespace = this.#namespace(this.nsp);
    if (connection.status === 'connected' && namespace?.isConnected !== false) return undefined;
    if (namespace?.refused !== undefined) return `The server refused ${namespace.nsp}: ${namespace.refused}.`;
    return this.#draft.isVolatile
      ? 'Not connected: a volatile event emitted now is lost.'
      : 'Not connected: an event emitted now is buffered and sent on connect.';
  }

  async emit(): Promise<void> {
    const ready = this.#ready();
    if (!ready.ok) return void (this.refusal = ready.error);
    const { conn, url, message } = ready.value;
    const draft = this.#draft;
    const { expectAck, ackTimeoutMs, isVolatile, isCompressed } = draft;
    this.isEmitting = true;
    try {
      const outcome = await this.#workspace.worker.emit({
        conn,
        nsp: message.nsp,
        event: message.event,
        args: argumentsOrNone(message.args),
        expectAck,
        ...(expectAck ? { ackTimeoutMs } : {}),
        isVolatile,
        isCompressed,
      });
      this.refusal = outcome.ok ? undefined : outcome.error;
      this.#doubted = undefined;
      if (!outcome.ok) return;
      variablesModelOf(this.#workspace).drawAgain();
    } finally {
      this.isEmitting = false;
    }
    await this.#keep(draft, url);
  }

  /** What to send and where, or why not. */
  #ready(): Result<{ readonly conn: number; readonly url: string; readonly message: Message }, string> {
    const { checked } = this;
    if (!checked.ok) return fail(checked.error.sentence);
    if (!this.#resolved.ok) return fail(this.#resolved.error.sentence);
    if (!this.#connection) return fail('Connect first.');
    if (this.joinable !== undefined) return fail(`Namespace: this connection is not in ${this.nsp}. Join it first.`);
    const { doubt } = checked.value;
    if (doubt !== undefined && !this.isInsisting) {
      this.#doubted = this.#draft;
      return fail(`${doubt} Emit once more to send it anyway.`);
    }
    return ok({ conn: this.#connection.id, url: this.#connection.url, message: this.#resolved.value.message });
  }

  /** A history that is not kept is no reason to trouble anyone but who looks for it. */
  async #keep(draft: Message, url: string): Promise<void> {
    const kept = await this.#workspace.worker.history.add(draft, url);
    this.isUnkept = kept.ok && !kept.value && draft === this.#draft;
  }

  #namespace(nsp: string): NamespaceState | undefined {
    return this.#connection?.namespaces.find((namespace) => namespace.nsp === nsp);
  }

  /** Only MessagePack needs its encoder; until it is there nothing can be shown. */
  #packing(): Pack | undefined {
    if (this.#parser === 'msgpack' && !this.#pack) void this.#loadPack();
    return this.#pack;
  }

  async #loadPack(): Promise<void> {
    const { packEvent } = await import('../../capture/message-pack-parser.ts');
    this.#pack = packEvent;
  }
}

const known = new WeakMap<Workspace, ComposerModel>();

/** What is composed is one draft, whoever fills it: the form, a saved message, a recorded row. */
export function composerOf(workspace: Workspace): ComposerModel {
  const model = known.get(workspace) ?? outliving(() => new ComposerModel(workspace));
  known.set(workspace, model);
  return model;
}
