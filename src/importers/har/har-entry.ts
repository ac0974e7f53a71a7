import type { Headers } from '../../wire/wire-event.ts';
import { isJsonObject, shownValue, type JsonObject } from '../unknown-fields.ts';
import { bodyOf, type Body } from './har-body.ts';
import type { Draft, Exchange, ExchangeEnd, SocketDraft, SocketEnd } from './draft.ts';
import { HarFrames } from './har-frames.ts';
import { instantUs, type HarClock } from './har-time.ts';
import type { LeftAside } from './left-aside.ts';
import { engineAddress, type EngineAddress } from './socketio-address.ts';

/** The members of an entry that anything is made of. */
export const ENTRY_MEMBERS: ReadonlySet<string> = new Set([
  'startedDateTime',
  'time',
  'request',
  'response',
  'timings',
  'pageref',
  '_resourceType',
  '_error',
  '_webSocketClosed',
]);

/** An entry of the file, its `_webSocketMessages` apart. */
export type RawEntry = {
  readonly index: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly frames: HarFrames | undefined;
};

export type EntryContext = {
  readonly clock: HarClock;
  readonly asides: LeftAside;
  /** Where the last entry began: what stands in for a time that cannot be read. */
  readonly lastAt: number;
  tell(problem: string): void;
};

/** Undefined for what is left aside. */
export async function draftOf(raw: RawEntry, context: EntryContext): Promise<Draft | undefined> {
  const { fields, index } = raw;
  const { request } = fields;
  const place = `entries[${index}]`;
  if (!isJsonObject(request)) {
    context.tell(`${place}.request should be an object, found ${shownValue(request)}.`);
    return undefined;
  }
  const { url } = request;
  if (typeof url !== 'string') {
    context.tell(`${place}.request.url should be text, found ${shownValue(url)}.`);
    return undefined;
  }
  const address = engineAddress(url) ?? engineAddress(withQuery(url, request['queryString']));
  if (!address) return context.asides.add('stranger');
  const kind = String(fields['_resourceType']).toLowerCase();
  if (kind === 'webtransport' || address.transport === 'webtransport') return context.asides.add('webtransport');
  if (kind === 'preflight' || request['method'] === 'OPTIONS') return context.asides.add('preflight');
  const reader = new EntryReader(raw, request, url, address, context);
  return isSocket(raw, kind, url, address) ? reader.socket() : reader.exchange();
}

function isSocket({ frames, fields }: RawEntry, kind: string, url: string, { transport }: EngineAddress): boolean {
  const status = isJsonObject(fields['response']) ? fields['response']['status'] : undefined;
  return (
    frames !== undefined || kind === 'websocket' || /^wss?:/i.test(url) || status === 101 || transport === 'websocket'
  );
}

/** Some programs keep the query out of the URL. */
function withQuery(url: string, fields: unknown): string {
  if (url.includes('?') || !Array.isArray(fields)) return url;
  const query = fields
    .filter(isJsonObject)
    .map(({ name, value }) => `${String(name)}=${encodeURIComponent(String(value))}`);
  return `${url}?${query.join('&')}`;
}

class EntryReader {
  readonly #raw: RawEntry;
  readonly #request: JsonObject;
  readonly #response: JsonObject;
  readonly #context: EntryContext;
  readonly #common: Pick<Draft, 'index' | 'at' | 'url' | 'address' | 'page'>;

  constructor(raw: RawEntry, request: JsonObject, url: string, address: EngineAddress, context: EntryContext) {
    const { response, pageref } = raw.fields;
    this.#raw = raw;
    this.#request = request;
    this.#response = isJsonObject(response) ? response : {};
    this.#context = context;
    const page = typeof pageref === 'string' ? pageref : undefined;
    this.#common = { index: raw.index, at: this.#startedAt(), url, address, page };
  }

  async exchange(): Promise<Exchange> {
    const { method } = this.#request;
    const headers = headersIn(this.#request['headers']);
    const payload = await this.#body('request.postData', this.#request['postData'], this.#request['bodySize'], headers);
    return {
      ...this.#common,
      kind: 'exchange',
      method: typeof method === 'string' ? method : 'GET',
      headers,
      payload,
      end: await this.#end(),
    };
  }

  socket(): SocketDraft {
    const { frames = new HarFrames(this.#context.clock), fields } = this.#raw;
    const status = Number(this.#response['status'] ?? 101);
    const message = frames.error ?? this.#failure();
    const isOpen = frames.log.length > 0 || status === 101 || (status === 200 && message === undefined);
    const told = socketEndIn(fields['_webSocketClosed'], this.#context.clock);
    const isOver = told !== undefined || this.#spentMs(['receive']) > 0;
    const isAttached = isJsonObject(this.#response['content']) && this.#response['content']['_file'] !== undefined;
    if (isAttached) this.#context.asides.add('attached');
    else if (isOpen && frames.log.length === 0) this.#context.asides.add('silent-socket');
    return {
      ...this.#common,
      kind: 'socket',
      openedAt: isOpen ? this.#openedAt(frames) : undefined,
      frames: frames.log,
      failed:
        isOpen && message === undefined
          ? undefined
          : { at: this.#endedAt(frames), message: message ?? `status ${status}` },
      closed: told ?? (isOver && isOpen ? unknownEnd(this.#endedAt(frames)) : undefined),
    };
  }

  #startedAt(): number {
    const { clock, lastAt } = this.#context;
    const told = this.#raw.fields['startedDateTime'];
    const us = instantUs(told);
    if (us !== undefined) return clock.at(us);
    this.#tell(
      'startedDateTime',
      `should be a time like 2026-11-20T10:15:02.120Z, found ${shownValue(told)}; it is taken as that of the entry before.`,
    );
    return lastAt;
  }

  /** Where the file does not tell how long the handshake took, the first frame does: the client sends it at once. */
  #openedAt(frames: HarFrames): number {
    const { at } = this.#common;
    const { timings } = this.#raw.fields;
    const isTold = isJsonObject(timings) && Number(timings['wait']) >= 0;
    const waitedMs = isTold ? this.#spentMs(['blocked', 'dns', 'connect', 'send', 'wait']) : Infinity;
    const opened = Math.min(at + waitedMs, Math.max(at, frames.first));
    return Number.isFinite(opened) ? opened : at;
  }

  #endedAt(frames: HarFrames): number {
    return Math.max(this.#common.at + this.#durationMs(), frames.last);
  }

  async #end(): Promise<ExchangeEnd | undefined> {
    const { status } = this.#response;
    const durationMs = this.#durationMs();
    const at = this.#common.at + durationMs;
    const message = this.#failure();
    // Chrome writes a status of 0 or -1 for what has failed, and for what nobody waited for any longer.
    if (typeof status !== 'number' || status <= 0) {
      if (message === undefined && durationMs === 0) return undefined;
      return { kind: 'failed', at, message: message ?? 'status 0, nothing readable' };
    }
    const headers = headersIn(this.#response['headers']);
    const { content, bodySize } = { content: this.#response['content'], bodySize: this.#response['bodySize'] };
    const payload = await this.#body('response.content', content, bodySize, headers);
    return { kind: 'response', at, status, headers, payload };
  }

  async #body(name: string, held: unknown, size: unknown, headers: Headers): Promise<Exchange['payload']> {
    const body: Body = await bodyOf(held, encodingIn(headers), size);
    if (body.kind === 'body') return body.payload;
    if (body.kind === 'flawed') this.#tell(name, `${body.words}; the entry stays without it.`);
    if (body.kind === 'attached') this.#context.asides.add('attached');
    if (body.kind === 'missing') this.#context.asides.add('missing-body');
    // Where the client sends bytes from a Blob, Chrome writes no postData at all.
    if (body.kind === 'none' && name === 'request.postData' && this.#request['method'] === 'POST') {
      this.#context.asides.add('missing-body');
    }
    return undefined;
  }

  #failure(): string | undefined {
    const told = this.#response['_error'] ?? this.#response['_failureText'] ?? this.#raw.fields['_error'];
    return typeof told === 'string' && told !== '' ? told : undefined;
  }

  #durationMs(): number {
    const { time } = this.#raw.fields;
    const total =
      typeof time === 'number' && time >= 0
        ? time
        : this.#spentMs(['blocked', 'dns', 'connect', 'send', 'wait', 'receive']);
    if (Number.isFinite(total) && total < 1e12) return Math.max(0, total);
    this.#tell('time', `should be milliseconds, found ${shownValue(time)}; taken as 0.`);
    return 0;
  }

  #spentMs(phases: readonly string[]): number {
    const { timings } = this.#raw.fields;
    if (!isJsonObject(timings)) return 0;
    const spent = phases.map((phase) => timings[phase]).filter((ms) => typeof ms === 'number');
    return spent.reduce((sum, ms) => sum + Math.max(0, ms), 0);
  }

  #tell(place: string, words: string): void {
    this.#context.tell(`entries[${this.#raw.index}].${place} ${words}`);
  }
}

/** Where the file shows only that it ended: 1005 is what a program sees of a close frame without a code. */
function unknownEnd(at: number): SocketEnd {
  return { at, code: 1005, reason: 'inferred: the file tells the end, not its code', clean: true };
}

/** As Sockscope writes it. */
function socketEndIn(value: unknown, clock: HarClock): SocketEnd | undefined {
  if (!isJsonObject(value)) return undefined;
  const { time, code, reason, clean } = value;
  if (typeof time !== 'number' || typeof code !== 'number' || typeof reason !== 'string') return undefined;
  return { at: clock.at(Math.round(time * 1e6)), code, reason, clean: clean !== false };
}

function headersIn(list: unknown): Headers {
  if (!Array.isArray(list)) return {};
  const pairs = list.filter(isJsonObject).map(({ name, value }): [string, string] => [String(name), String(value)]);
  // HTTP/2 has its request line among the headers. `fromEntries` makes `__proto__` a name like any other.
  return Object.fromEntries(pairs.filter(([name]) => !name.startsWith(':')));
}

function encodingIn(headers: Headers): string {
  const [, value = ''] = Object.entries(headers).find(([name]) => /^content-encoding$/i.test(name)) ?? [];
  return value;
}
