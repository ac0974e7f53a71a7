import { base64Encode } from '../../base/bytes.ts';
import type { SessionSource } from '../../session/session-source.ts';
import type { Closed, Failed, Frame, Opened } from '../../wire/wire-event.ts';
import { queryOf, unanswered } from './har-exchange.ts';
import { harInstant, harSeconds, harUrl, type HarFrame } from './har-frame.ts';

const PIECE_CHARACTERS = 1024 * 1024;

/** The entry of the WebSocket that `opened` is entry `seq` of the session. Its frames are read again from there. */
export async function* socketEntry(
  frame: HarFrame,
  source: SessionSource,
  seq: number,
  opened: Opened,
): AsyncGenerator<string, void, void> {
  yield `{"pageref":${JSON.stringify(frame.pageId)},"startedDateTime":"${harInstant(frame, opened.at)}","_resourceType":"websocket","_webSocketMessages":[`;
  let lines: string[] = [];
  let characters = 0;
  let isFirst = true;
  const ends: { closed?: Closed; failed?: Failed } = {};
  for await (const event of onChannel(source, seq, opened.chan)) {
    if (event.kind === 'closed') ends.closed = event;
    else if (event.kind === 'failed') ends.failed = event;
    else {
      const line = `${isFirst ? '' : ','}\n${message(frame, event)}`;
      isFirst = false;
      lines.push(line);
      characters += line.length;
      if (characters < PIECE_CHARACTERS) continue;
      yield lines.join('');
      lines = [];
      characters = 0;
    }
  }
  yield `${lines.join('')}],${rest(frame, opened, ends.closed, ends.failed)}`;
}

/** A WebSocket that never opened has told no URL, so what its connection asked for stands for it. */
export function failedSocketEntry(frame: HarFrame, url: string, failed: Failed): string {
  const timings = { send: 0, wait: 0, receive: 0 };
  return JSON.stringify({
    pageref: frame.pageId,
    startedDateTime: harInstant(frame, failed.at),
    time: 0,
    request: requestTo(url),
    response: unanswered(failed.message),
    cache: {},
    timings,
    _resourceType: 'websocket',
    _webSocketMessages: [],
  });
}

/** What crosses channel `chan` after entry `seq`, up to its closing. */
async function* onChannel(
  source: SessionSource,
  seq: number,
  chan: number,
): AsyncGenerator<Frame | Closed | Failed, void, void> {
  for await (const { events } of source.read(seq + 1)) {
    for (const event of events) {
      if (!('chan' in event) || event.chan !== chan) continue;
      if (event.kind === 'frame' || event.kind === 'closed' || event.kind === 'failed') yield event;
      if (event.kind === 'closed') return;
    }
  }
}

function message(frame: HarFrame, { dir, at, payload }: Frame): string {
  const isText = typeof payload === 'string';
  return JSON.stringify({
    type: dir === 'sent' ? 'send' : 'receive',
    time: harSeconds(frame, at),
    opcode: isText ? 1 : 2,
    data: isText ? payload : base64Encode(payload),
  });
}

function rest(frame: HarFrame, opened: Opened, closed: Closed | undefined, failed: Failed | undefined): string {
  const end = closed ?? failed;
  const lastedMs = end === undefined ? 0 : Math.round((end.at - opened.at) * 1000) / 1000;
  const members = {
    time: lastedMs,
    request: requestTo(harUrl(opened.url)),
    response: {
      ...unanswered(failed?.message),
      status: 101,
      statusText: 'Switching Protocols',
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: lastedMs },
    ...(closed ? { _webSocketClosed: closing(frame, closed) } : {}),
  };
  return JSON.stringify(members).slice(1);
}

function closing(frame: HarFrame, { at, code, reason, clean }: Closed): object {
  return { time: harSeconds(frame, at), code, reason, clean };
}

function requestTo(url: string): object {
  return {
    method: 'GET',
    url,
    httpVersion: 'unknown',
    cookies: [],
    headers: [],
    queryString: queryOf(url),
    headersSize: -1,
    bodySize: 0,
  };
}
