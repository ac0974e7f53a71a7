import { eventIn } from '../../session/chunk.ts';
import { captureMs, type CaptureMs, type WireEvent } from '../../wire/wire-event.ts';
import type { Draft, Exchange, SocketDraft } from './draft.ts';

/** A draft with its place in the session. */
export type Placed<D extends Draft = Draft> = {
  readonly draft: D;
  readonly conn: number;
  readonly chan: number;
  /** As in a `WireEvent`. */
  readonly probe?: string;
};

/** Received before sent, where both happened at once: what came is what made the client speak. */
type Rank = 0 | 1 | 2;
type Timed = { readonly rank: Rank; readonly event: WireEvent };

// Entries of one file lie further apart only where one of their times is wrong; the log's own limit is this one.
const LATEST_MS = 1e12;

/** Where times that go back were found: the entry's index. */
export type OnBackwards = (index: number) => void;

/**
 * All events of all channels in the order of their times, each channel's own order kept. `shiftMs`: from the file's
 * first time to the session's start.
 */
export async function* eventsInOrder(
  channels: readonly Placed[],
  shiftMs: number,
  onbackwards: OnBackwards,
): AsyncGenerator<WireEvent, void, void> {
  const exchanges: Timed[] = [];
  const cursors: Cursor[] = [];
  for (const { draft, ...place } of channels) {
    if (draft.kind === 'exchange') exchanges.push(...exchangeEvents({ draft, ...place }, shiftMs));
    else cursors.push(new Cursor(socketEvents({ draft, ...place }, shiftMs, onbackwards)));
  }
  exchanges.sort(inTime);
  cursors.unshift(new Cursor(inPieces(exchanges)));
  for (const cursor of cursors) await cursor.fill();
  for (;;) {
    let next: Cursor | undefined;
    for (const cursor of cursors) if (cursor.head && (!next?.head || inTime(cursor.head, next.head) < 0)) next = cursor;
    if (!next?.head) return;
    yield next.head.event;
    if (next.step()) await next.fill();
  }
}

/** Reads on only when it must: an `await` an event would be most of the time that an import takes. */
class Cursor {
  readonly #pieces: AsyncIterator<readonly Timed[]>;
  #piece: readonly Timed[] = [];
  #at = 0;

  constructor(pieces: AsyncIterable<readonly Timed[]>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  get head(): Timed | undefined {
    return this.#piece[this.#at];
  }

  /** Whether it is to be filled next. */
  step(): boolean {
    return ++this.#at >= this.#piece.length;
  }

  async fill(): Promise<void> {
    do {
      const { done, value } = await this.#pieces.next();
      this.#piece = done ? [] : value;
      this.#at = 0;
      if (done) return;
    } while (this.#piece.length === 0);
  }
}

function placed(ms: number): CaptureMs {
  return captureMs(Math.min(ms, LATEST_MS));
}

function inTime(a: Timed, b: Timed): number {
  return a.event.at - b.event.at || a.rank - b.rank;
}

async function* inPieces(events: readonly Timed[]): AsyncGenerator<readonly Timed[], void, void> {
  yield events;
}

function exchangeEvents({ draft, ...place }: Placed<Exchange>, shiftMs: number): readonly Timed[] {
  const { method, url, headers, payload, end } = draft;
  const common = { ...place, via: 'polling' } as const;
  const at = placed(draft.at + shiftMs);
  const body = payload === undefined ? {} : { payload };
  const request: Timed = { rank: 1, event: { at, kind: 'request', ...common, method, url, headers, ...body } };
  if (!end) return [request];
  const endAt = placed(Math.max(end.at, draft.at) + shiftMs);
  const rank = endAt === at ? 2 : 0;
  if (end.kind === 'failed') {
    return [request, { rank, event: { at: endAt, kind: 'failed', ...common, message: end.message } }];
  }
  const answer = end.payload === undefined ? {} : { payload: end.payload };
  const { status } = end;
  return [
    request,
    { rank, event: { at: endAt, kind: 'response', ...common, status, headers: end.headers, ...answer } },
  ];
}

async function* socketEvents(
  { draft, ...place }: Placed<SocketDraft>,
  shiftMs: number,
  onbackwards: OnBackwards,
): AsyncGenerator<readonly Timed[], void, void> {
  const { url, openedAt, failed, closed, frames, index } = draft;
  const common = { ...place, via: 'websocket' } as const;
  let last = placed((openedAt ?? draft.at) + shiftMs);
  let isBackwards = false;
  const forward = (at: number): CaptureMs => {
    const here = placed(at + shiftMs);
    isBackwards ||= here < last && at !== -Infinity;
    return (last = here > last ? here : last);
  };
  if (openedAt !== undefined) yield [{ rank: 0, event: { at: last, kind: 'opened', ...common, url } }];
  for await (const chunk of frames.chunks()) {
    const piece: Timed[] = [];
    for (let i = 0; i < chunk.count; i++) {
      const event = eventIn(chunk, chunk, i);
      if (event.kind !== 'frame') continue;
      const { dir, payload } = event;
      const rank = dir === 'received' ? 0 : 1;
      piece.push({ rank, event: { at: forward(event.at), kind: 'frame', ...common, dir, payload } });
    }
    yield piece;
  }
  if (isBackwards) onbackwards(index);
  if (failed)
    yield [{ rank: 0, event: { at: forward(failed.at), kind: 'failed', ...common, message: failed.message } }];
  if (!closed) return;
  const { code, reason, clean } = closed;
  yield [{ rank: 0, event: { at: forward(closed.at), kind: 'closed', ...common, code, reason, clean } }];
}
