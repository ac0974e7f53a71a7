import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { CaptureMs, Direction, Payload, StreamVia, UnknownFields, Via, WireEvent } from '../wire/wire-event.ts';
import { captureMs } from '../wire/wire-event.ts';
import { LineFields } from './line-fields.ts';
import type { JsonObject } from './unknown-fields.ts';
import { shownValue, unknownFields } from './unknown-fields.ts';

type Kind = WireEvent['kind'];
type Common = Pick<WireEvent, 'at' | 'conn' | 'probe' | 'more'>;
type Form<K extends Kind> = {
  /** Besides `seq`, `at`, `conn`, `kind` and `probe`. */
  readonly fields: readonly string[];
  read(line: LineFields, common: Common): Extract<WireEvent, { kind: K }>;
};

const STREAMS: readonly [StreamVia, ...StreamVia[]] = ['websocket', 'webtransport'];
const DIRECTIONS: readonly [Direction, ...Direction[]] = ['sent', 'received'];
const VIAS: readonly [Via, ...Via[]] = ['polling', ...STREAMS];

// What the log's columns hold; its times stay exact to the microsecond up to here, which is 31 years.
const HIGHEST_CONN = 0xffff;
const HIGHEST_CHAN = 0xffff_ffff;
const LATEST_MS = 1e12;

const FORMS: { readonly [K in Kind]: Form<K> } = {
  opened: {
    fields: ['chan', 'via', 'url'],
    read: (line, common) => ({ ...common, kind: 'opened', ...channel(line, STREAMS), url: line.text('url') }),
  },
  frame: { fields: ['chan', 'via', 'dir', 'text', 'base64'], read: readFrame },
  closed: {
    fields: ['chan', 'via', 'code', 'reason', 'clean'],
    read: (line, common) => ({
      ...common,
      kind: 'closed',
      ...channel(line, STREAMS),
      code: line.number('code'),
      reason: line.text('reason'),
      clean: line.flag('clean'),
    }),
  },
  failed: {
    fields: ['chan', 'via', 'message'],
    read: (line, common) => ({ ...common, kind: 'failed', ...channel(line, VIAS), message: line.text('message') }),
  },
  request: {
    fields: ['chan', 'via', 'method', 'url', 'headers', 'text', 'base64'],
    read: (line, common) => ({
      ...common,
      kind: 'request',
      ...channel(line, ['polling']),
      method: line.text('method'),
      url: line.text('url'),
      ...(line.has('headers') ? { headers: line.headers() } : {}),
      ...optionalPayload(line.payload()),
    }),
  },
  response: {
    fields: ['chan', 'via', 'status', 'headers', 'text', 'base64'],
    read: (line, common) => ({
      ...common,
      kind: 'response',
      ...channel(line, ['polling']),
      status: line.number('status'),
      ...(line.has('headers') ? { headers: line.headers() } : {}),
      ...optionalPayload(line.payload()),
    }),
  },
  client: {
    fields: ['event', 'nsp', 'detail'],
    read: (line, common) => ({
      ...common,
      kind: 'client',
      event: line.text('event'),
      ...(line.has('nsp') ? { nsp: line.text('nsp') } : {}),
      ...(line.has('detail') ? { detail: line.json('detail') } : {}),
    }),
  },
  user: {
    fields: ['action', 'detail'],
    read: (line, common) => ({
      ...common,
      kind: 'user',
      action: line.text('action'),
      ...(line.has('detail') ? { detail: line.json('detail') } : {}),
    }),
  },
};

const KNOWN_FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(FORMS).map(([kind, { fields }]) => [kind, new Set(['seq', 'at', 'conn', 'kind', 'probe', ...fields])]),
);

/** One line's WireEvent, or a sentence that says what was expected. Its `seq` is the caller's to judge. */
export function readEvent(fields: JsonObject): Result<WireEvent, string> {
  const { kind } = fields;
  const known = typeof kind === 'string' ? KNOWN_FIELDS.get(kind) : undefined;
  if (!known || !isKind(kind)) {
    const expected = Object.keys(FORMS).join(', ');
    return fail(`unknown kind ${shownValue(kind)}; expected one of ${expected}.`);
  }
  const line = new LineFields(fields);
  const at = captureMs(line.number('at', LATEST_MS));
  const conn = line.wholeNumber('conn', HIGHEST_CONN);
  const more = unknownFields(fields, known);
  const event = FORMS[kind].read(line, commonOf(line, at, conn, more));
  return line.problem === undefined ? ok(event) : fail(line.problem);
}

function commonOf(line: LineFields, at: CaptureMs, conn: number, more: UnknownFields | undefined): Common {
  if (line.has('probe')) return { at, conn, probe: line.text('probe'), ...(more ? { more } : {}) };
  return more ? { at, conn, more } : { at, conn };
}

function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(FORMS, kind);
}

function readFrame(line: LineFields, common: Common): Extract<WireEvent, { kind: 'frame' }> {
  const chan = line.wholeNumber('chan', HIGHEST_CHAN);
  const via = line.oneOf('via', STREAMS);
  const dir = line.oneOf('dir', DIRECTIONS);
  const payload = line.payload() ?? '';
  if (!line.has('text') && !line.has('base64')) line.needsPayload();
  const { at, conn, probe, more } = common;
  // Nearly all lines of a big session are frames, and spreading is what would take the time.
  return probe !== undefined || more
    ? { ...common, kind: 'frame', chan, via, dir, payload }
    : { at, conn, kind: 'frame', chan, via, dir, payload };
}

function channel<V extends Via>(
  line: LineFields,
  vias: readonly [V, ...V[]],
): { readonly chan: number; readonly via: V } {
  return { chan: line.wholeNumber('chan', HIGHEST_CHAN), via: line.oneOf('via', vias) };
}

function optionalPayload(payload: Payload | undefined): { readonly payload?: Payload } {
  return payload === undefined ? {} : { payload };
}
