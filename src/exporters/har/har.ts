import type { SessionHeader } from '../../session/header.ts';
import type { SessionSource } from '../../session/session-source.ts';
import type { Failed, Request, WireEvent } from '../../wire/wire-event.ts';
import { exchangeEntry } from './har-exchange.ts';
import { harInstant, type HarFrame } from './har-frame.ts';
import { failedSocketEntry, socketEntry } from './har-socket.ts';
import { LeftOut } from './left-out.ts';

const PAGE = 'page_1';

/**
 * The session as an HTTP archive, version 1.2, in pieces. A request's entry stands where its answer came, a WebSocket's
 * where it was opened; its frames are read from `source` once more, so that none of them are held.
 */
export async function* writeHar(source: SessionSource): AsyncGenerator<string, void, void> {
  const startedAtMs = Date.parse(source.header.startedAt);
  const frame: HarFrame = { pageId: PAGE, startedAtMs: Number.isNaN(startedAtMs) ? 0 : startedAtMs };
  const leftOut = new LeftOut();
  yield beginning(source.header, frame);
  let feed = '\n';
  for await (const pieces of entries(source, frame, leftOut)) {
    yield feed;
    yield* pieces;
    feed = ',\n';
  }
  yield `\n],"comment":${JSON.stringify(leftOut.sentence)}}}\n`;
}

type Pieces = Iterable<string> | AsyncIterable<string>;

/** The text of each entry. */
async function* entries(source: SessionSource, frame: HarFrame, leftOut: LeftOut): AsyncGenerator<Pieces, void, void> {
  const pending = new Map<number, Request>();
  const streams = new Set<number>();
  for await (const { firstSeq, events } of source.read()) {
    for (const [i, event] of events.entries()) {
      if (leftOut.takes(event)) continue;
      switch (event.kind) {
        case 'request':
          pending.set(event.chan, event);
          break;
        case 'response':
        case 'failed': {
          const request = pending.get(event.chan);
          pending.delete(event.chan);
          if (request) yield [exchangeEntry(frame, request, event)];
          else if (event.kind === 'failed' && event.via === 'websocket' && !streams.has(event.chan)) {
            yield [failedSocketEntry(frame, socketUrl(source.header, event), event)];
          }
          break;
        }
        case 'opened':
          streams.add(event.chan);
          yield socketEntry(frame, source, firstSeq + i, event);
          break;
        default:
      }
    }
  }
  for (const request of pending.values()) yield [exchangeEntry(frame, request, undefined)];
}

function beginning({ app, name }: SessionHeader, frame: HarFrame): string {
  const [, version = ''] = /^\S+ (.+)$/.exec(app) ?? [];
  const creator = { name: 'Sockscope', version };
  const page = { startedDateTime: harInstant(frame, 0), id: PAGE, title: name, pageTimings: {} };
  return `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"pages":[${JSON.stringify(page)}],"entries":[`;
}

function socketUrl({ connections }: SessionHeader, { conn }: Failed | WireEvent): string {
  const connection = connections.find(({ id }) => id === conn);
  const version = connection?.protocol === 'v2' || connection?.protocol === 'eio3' ? 3 : 4;
  const origin = (connection?.url ?? 'http://unknown').replace(/^http/, 'ws').replace(/\/+$/, '');
  return `${origin}${connection?.path ?? '/socket.io/'}?EIO=${version}&transport=websocket`;
}
