import { relayedIn } from '../wire/relay-url.ts';
import type { Closed, Opened, Request, Response } from '../wire/wire-event.ts';
import { pathOf } from './packet-text.ts';
import type { RowPart } from './row-part.ts';
import { answerMs, type RowSource, type Words } from './row-source.ts';
import type { Timeline } from './timeline.ts';
import { countText, msText } from './words.ts';

const RELAYED = 'through the relay';

export function requestWords({ method, url }: Request): Words {
  return { data: `${method} ${pathOf(url)}`, note: relayedIn(url) ? RELAYED : undefined };
}

export function responseWords(source: RowSource, number: number, { status }: Response, part: RowPart): Words {
  const tookMs = answerMs(source, number);
  const held = tookMs === undefined ? undefined : `after ${msText(tookMs)}`;
  // What a page gets when it asks without wanting to read: no status and no body, but an answer.
  if (status === 0) return { data: 'opaque · someone answers', note: held };
  const { payload, decoders } = part;
  const body = typeof payload === 'string' ? payload : '';
  if (status !== 200) return { data: `${status} ${body}`, note: held, tone: 'error' };
  const content =
    payload !== undefined && hasPackets(source.timeline, number)
      ? countText(decoders.engine.splitPayload(payload).length, 'packet')
      : body;
  return { data: `${status} ${content}`, note: held };
}

function hasPackets({ columns }: Timeline, number: number): boolean {
  return number + 1 < columns.length && columns.seq(number + 1) === columns.seq(number);
}

export function openedWords({ url }: Opened): Words {
  const relayed = relayedIn(url);
  return relayed ? { data: `${relayed.target.replace(/^http/, 'ws')}${relayed.path}`, note: RELAYED } : { data: url };
}

export function closedWords({ code, reason, clean }: Closed): Words {
  const note = [reason, clean ? '' : 'no close frame'].filter((words) => words !== '').join(' · ');
  return { data: String(code), note: note === '' ? undefined : note, ...(clean ? {} : { tone: 'error' }) };
}
