import type { Packet } from '../session/entry.ts';
import type { ClientEvent, Closed, Failed, Opened, Request, StreamVia } from '../wire/wire-event.ts';
import type { Channel } from './channels.ts';
import { clientWords } from './client-words.ts';
import { pathOf } from './packet-text.ts';
import type { RowId } from './row.ts';
import type { Saving, StoryFailure, StoryStep, StoryStepName, UpgradeStory } from './transport-view.ts';

const SHOWN_CHARACTERS = 60;

/** Builds one engine session's way to its transport, from its first request or WebSocket on. */
export class StoryBuilder {
  readonly conn: number;
  sid: string | undefined;
  #outcome: UpgradeStory['outcome'] = 'connecting';
  #upgradeMs: number | undefined;
  #since: number | undefined;
  #openedAt: number | undefined;
  #probeChan: number | undefined;
  #upgradesTo: StreamVia | undefined;
  #failure: StoryFailure | undefined;
  /** Of an upgrade that was done: before and after it. */
  #channels: { readonly polling: Channel; readonly stream: Channel } | undefined;
  readonly #steps: StoryStep[] = [];

  constructor(conn: number) {
    this.conn = conn;
  }

  get isOver(): boolean {
    return this.#outcome === 'closed' || (this.#outcome === 'failed' && this.sid === undefined);
  }

  /** A session that has a transport and may look for a better one. */
  get mayUpgrade(): boolean {
    return this.#outcome === 'polling';
  }

  view(): UpgradeStory {
    const saving = this.#channels && savingOf(this.#channels.polling, this.#channels.stream);
    return {
      conn: this.conn,
      ...(this.sid === undefined ? {} : { sid: this.sid }),
      outcome: this.#outcome,
      ...(this.#upgradesTo === undefined ? {} : { upgradesTo: this.#upgradesTo }),
      ...(this.#upgradeMs === undefined ? {} : { upgradeMs: this.#upgradeMs }),
      ...(this.#since === undefined ? {} : { since: this.#since }),
      steps: [...this.#steps],
      ...(this.#failure && { failure: this.#failure }),
      ...(saving && { saving }),
    };
  }

  handshakeAsked(row: RowId, { at, method, url }: Request): void {
    this.#add('handshake', row, at, `${method} ${pathOf(url)}`, 'sent');
  }

  streamOpened(row: RowId, { at, url, chan, via }: Opened, since: number): void {
    this.#probeChan = chan;
    this.#add(`${via}-opens`, row, since, pathOf(url), undefined, at - since);
    if (this.sid === undefined) return;
    this.#outcome = 'probing';
    this.#upgradesTo = via;
  }

  /** `stream` where the handshake came over one. */
  opened(row: RowId, at: number, sid: string, text: string, stream: StreamVia | undefined): void {
    this.sid = sid;
    this.#openedAt = at;
    this.#since = at;
    this.#outcome = stream ?? 'polling';
    if (stream) this.#add('handshake', row, this.#endOf(`${stream}-opens`) ?? at, text, 'received');
    this.#end('handshake', at, text);
  }

  connect(row: RowId, at: number, direction: 'sent' | 'received', text: string): void {
    if (direction === 'received') this.#end('connect', at);
    else if (!this.#find('connect')) this.#add('connect', row, at, text, 'sent');
  }

  probe(row: RowId, at: number, { direction, kind }: Packet): void {
    if (kind === 'ping' && direction === 'sent') this.#add('probe', row, at, '2probe', 'sent');
    if (kind === 'pong' && direction === 'received') {
      const asked = this.#find('probe');
      this.#add('probe-answer', row, asked?.startAt ?? at, '3probe', 'received', at - (asked?.startAt ?? at));
    }
  }

  noop(row: RowId, at: number): void {
    const answered = this.#find('probe-answer');
    if (!answered || this.#find('noop')) return;
    const since = answered.startAt + (answered.durationMs ?? 0);
    this.#add('noop', row, since, '6', 'received', at - since);
  }

  upgraded(row: RowId, at: number, polling: Channel | undefined, stream: Channel | undefined): void {
    if (polling && stream) this.#channels = { polling, stream };
    this.#add('upgrade', row, at, '5', 'sent');
    this.#outcome = 'upgraded';
    if (this.#openedAt !== undefined) this.#upgradeMs = at - this.#openedAt;
    this.#since = at;
  }

  failed(row: RowId, event: Failed | Closed): void {
    const isOwn = event.chan === this.#probeChan;
    // While polling, a WebSocket that was never open can only be a probe that did not get that far.
    const isProbe = event.via !== 'polling' && this.#outcome === (isOwn ? 'probing' : 'polling');
    const text = event.kind === 'failed' ? event.message : `${event.code} ${event.reason}`.trim();
    if (isProbe || this.sid === undefined) {
      this.#failure ??= { at: this.#stepToCome(event) };
      if (!this.#find('failed')) this.#add('failed', row, event.at, text, undefined);
      this.#outcome = 'failed';
    } else if (isOwn && event.kind === 'closed' && this.#outcome !== 'failed') this.#close(row, event.at, text);
  }

  /** What the client says of a failed upgrade. */
  explainFailure(row: RowId, event: ClientEvent): void {
    const { data, note } = clientWords(event);
    const words = note === undefined ? data : `${data} · ${note}`;
    this.#failure = { at: this.#failure?.at ?? this.#stepToCome(event), client: { row, words } };
  }

  lost(row: RowId, at: number, reason: string): void {
    if (this.#outcome !== 'closed' && this.sid !== undefined) this.#close(row, at, reason);
  }

  /** The engine says only that it was closed; a namespace, which reports after it, says by whom. */
  explainEnd(reason: string): void {
    const last = this.#steps.at(-1);
    if (last?.name !== 'closed' || last.text !== 'forced close') return;
    this.#steps[this.#steps.length - 1] = { ...last, text: reason };
  }

  #close(row: RowId, at: number, text: string): void {
    if (this.#outcome === 'closed') return;
    this.#add('closed', row, at, text, undefined);
    this.#outcome = 'closed';
  }

  /** The first step that was due and did not come. */
  #stepToCome(event: Failed | Closed | ClientEvent): StoryStepName {
    const via = event.kind === 'client' || event.via === 'polling' ? (this.#upgradesTo ?? 'websocket') : event.via;
    const opens: StoryStepName = `${via}-opens`;
    if (this.sid === undefined && (event.kind === 'client' || event.via === 'polling' || this.#find(opens)))
      return 'handshake';
    const due: readonly StoryStepName[] = [opens, 'probe', 'probe-answer', 'upgrade'];
    return due.find((name) => !this.#find(name)) ?? 'upgrade';
  }

  #find(name: StoryStepName): StoryStep | undefined {
    return this.#steps.find((step) => step.name === name);
  }

  #endOf(name: StoryStepName): number | undefined {
    const step = this.#find(name);
    return step && step.startAt + (step.durationMs ?? 0);
  }

  #end(name: StoryStepName, at: number, text?: string): void {
    const index = this.#steps.findIndex((step) => step.name === name && step.durationMs === undefined);
    const step = this.#steps[index];
    if (step)
      this.#steps[index] = {
        ...step,
        durationMs: at - step.startAt,
        ...(text === undefined ? {} : { text: text.slice(0, SHOWN_CHARACTERS) }),
      };
  }

  #add(
    name: StoryStepName,
    row: RowId,
    startAt: number,
    text: string,
    direction: 'sent' | 'received' | undefined,
    durationMs?: number,
  ): void {
    this.#steps.push({
      name,
      row,
      startAt,
      text: text.slice(0, SHOWN_CHARACTERS),
      ...(direction ? { direction } : {}),
      ...(durationMs === undefined ? {} : { durationMs }),
    });
  }
}

function savingOf(polling: Channel, { sent, received }: Channel): Saving | undefined {
  const cost = polling.cycles?.cost();
  const frames = sent.packets + received.packets;
  if (!cost || frames === 0) return undefined;
  const framingEach = (sent.framingBytes + received.framingBytes) / frames;
  return { ...cost, framingEach, messages: sent.messages + received.messages };
}
