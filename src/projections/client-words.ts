import type { ClientEvent, UserAction } from '../wire/wire-event.ts';
import { absenceWords } from './absence-words.ts';
import { checkWords } from './check-words.ts';
import { plannedIn } from './reconnects.ts';
import { replayWords } from './replay-words.ts';
import { speechWords } from './speech-words.ts';
import { grouped, msText } from './words.ts';

const PROTOCOL_WORDS: Readonly<Record<string, string>> = {
  v4: 'Socket.IO v3/v4',
  v2: 'Socket.IO v1/v2',
  eio4: 'Engine.IO v4',
  eio3: 'Engine.IO v3',
};
const PARSER_WORDS: Readonly<Record<string, string>> = { default: 'default parser', msgpack: 'MessagePack' };

type Said = { readonly data: string; readonly note?: string };

/**
 * What a client event or a user action says, on one line: its message or reason first, then what is known besides.
 * `waitedMs` belongs to a `reconnect_attempt`: how long the client had waited.
 */
export function clientWords(event: ClientEvent | UserAction, waitedMs?: number): Said {
  const inferred = inferredIn(event);
  if (!inferred) return reportedWords(event, waitedMs);
  const { data, note } = reportedWords(inferred, waitedMs);
  return { data, note: note === undefined ? 'inferred' : `inferred · ${note}` };
}

/** The same event without the mark that no client reported it: an importer found it out from what crossed. */
export function inferredIn(event: ClientEvent | UserAction): ClientEvent | undefined {
  if (event.kind !== 'client' || typeof event.detail !== 'object' || event.detail === null) return undefined;
  const { detail, ...rest } = event;
  const { inferred, ...fields }: Readonly<Record<string, unknown>> = { ...event.detail };
  if (inferred !== true) return undefined;
  return Object.keys(fields).length === 0 ? rest : { ...rest, detail: fields };
}

function reportedWords(event: ClientEvent | UserAction, waitedMs: number | undefined): Said {
  const absence = event.kind === 'client' ? absenceWords(event) : undefined;
  if (absence) return absence;
  const { detail } = event;
  if (typeof detail !== 'object' || detail === null)
    return { data: detail === undefined ? '' : JSON.stringify(detail) };
  const fields: Readonly<Record<string, unknown>> = { ...detail };
  const word = event.kind === 'client' ? event.event : event.action;
  switch (word) {
    case 'disconnect':
    case 'close':
      return said(fields['reason'], [fields['description'], closeWords(fields['context'])]);
    case 'connect_error':
    case 'upgrade_error':
    case 'reconnect_error':
      return said(fields['message'], [statusWords(fields['description']), inShort(fields['data'])]);
    case 'ack_timeout':
      return said(fields['event'], [unansweredWords(fields)]);
    case 'reconnect_attempt':
      return { data: inShort(fields['attempt']) ?? '', ...noted([waitWords(waitedMs, detail)]) };
    case 'diagnose':
      return { data: fields['all'] === true ? 'every check' : 'checks, until one is certain' };
    case 'answer':
      return {
        data: typeof fields['of'] === 'number' ? `#${fields['of']}` : `id ${String(fields['id'])}`,
        ...noted([`acknowledgement ${String(fields['id'])}`, ruleWords(fields['rule'])]),
      };
    case 'probe':
      return {
        data: String(fields['words']),
        ...noted([checkWords(String(fields['check'])), tookWords(fields['tookMs'])]),
      };
    case 'protocol':
      return { data: protocolWords(fields), ...noted([fields['how']]) };
    case 'join':
    case 'leave':
      return { data: inShort(fields['nsp']) ?? '' };
    case 'reconnect':
      return { data: inShort(fields['attempt']) ?? '' };
    case 'emit':
    case 'replay':
      return said(fields['event'], [`in ${String(fields['nsp'])}`, ofWords(fields['of'])]);
    default:
      return speechWords(word, fields) ?? replayWords(word, fields) ?? { data: JSON.stringify(detail) };
  }
}

function said(first: unknown, others: readonly unknown[]): Said {
  return { data: first === undefined ? '' : JSON.stringify(first), ...noted(others) };
}

function noted(words: readonly unknown[]): Pick<Said, 'note'> {
  const note = words.filter((word) => typeof word === 'string' && word !== '').join(' · ');
  return note === '' ? {} : { note };
}

/** "waited 1,212 ms, planned 1,000 ± 50 %": what there is of it. */
export function waitWords(waitedMs: number | undefined, plan: unknown): string {
  const { plannedMs, leastMs = plannedMs, mostMs = plannedMs } = plannedIn(plan);
  const waited = waitedMs === undefined ? [] : [`waited ${msText(waitedMs)}`];
  if (plannedMs === undefined || leastMs === undefined || mostMs === undefined) return waited.join('');
  return [...waited, `planned ${spreadText(plannedMs, leastMs, mostMs)}`].join(', ');
}

/** The longest wait cuts chance off on one side; then a share would say too much or too little. */
function spreadText(ms: number, least: number, most: number): string {
  if (most <= least) return msText(ms);
  const isEven = Math.abs(most - ms - (ms - least)) <= 1;
  if (isEven) return `${grouped(ms, 0)} ± ${Math.round((most / ms - 1) * 100)} %`;
  return `${msText(ms)} (${grouped(least, 0)} to ${grouped(most, 0)})`;
}

/** The client gives a question up when its time is over, and as soon as its connection is. */
function unansweredWords({ message, timeoutMs }: Readonly<Record<string, unknown>>): string {
  return /disconnect/.test(String(message))
    ? 'the connection ended before an answer'
    : `no answer within ${String(timeoutMs)} ms`;
}

function tookWords(tookMs: unknown): string | undefined {
  return typeof tookMs === 'number' ? msText(tookMs) : undefined;
}

function protocolWords({ protocol, parser }: Readonly<Record<string, unknown>>): string {
  const name = PROTOCOL_WORDS[String(protocol)] ?? String(protocol);
  // Engine.IO alone has no parser.
  if (/^eio/.test(String(protocol))) return name;
  return `${name} · ${PARSER_WORDS[String(parser)] ?? String(parser)}`;
}

function closeWords(context: unknown): string | undefined {
  if (typeof context !== 'object' || context === null || !('code' in context)) return undefined;
  return `code ${String(context.code)}`;
}

function statusWords(description: unknown): string | undefined {
  if (typeof description === 'string') return description;
  if (typeof description !== 'number') return undefined;
  return description === 0 ? 'status 0, nothing readable' : `status ${description}`;
}

function ruleWords(rule: unknown): string | undefined {
  return typeof rule === 'string' ? `by the rule for ${rule}` : undefined;
}

function ofWords(of: unknown): string | undefined {
  return typeof of === 'number' ? `as in #${of}` : undefined;
}

function inShort(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
