import { base64Encode } from '../base/bytes.ts';
import { unreachable } from '../base/unreachable.ts';
import type { ConnectionHeader, Note, SessionHeader } from '../session/header.ts';
import type { SessionSource } from '../session/session-source.ts';
import type { Payload, UnknownFields, WireEvent } from '../wire/wire-event.ts';

// Small enough that a recording beside the export hardly waits, and that cancelling is felt at once.
const PIECE_CHARACTERS = 256 * 1024;

/** The session file in pieces of about a quarter of a megabyte; a line is never cut. */
export async function* exportLines(source: SessionSource): AsyncGenerator<string, void, void> {
  let lines = [writeHeader(source.header)];
  let characters = 0;
  for await (const { firstSeq, events } of source.read()) {
    for (const [i, event] of events.entries()) {
      const line = writeEvent(firstSeq + i, event);
      lines.push(line);
      characters += line.length;
      if (characters < PIECE_CHARACTERS) continue;
      // Joined rather than added up: a sum would keep every single part alive until someone reads it.
      yield lines.join('');
      lines = [];
      characters = 0;
    }
  }
  if (lines.length > 0) yield lines.join('');
}

/** The first line, with its line end. */
export function writeHeader({ connections, notes, tags, more, ...header }: SessionHeader): string {
  const { cover, environment, diagnosis, redaction } = header;
  const fields = {
    format: 'sockscope',
    version: 1,
    id: header.id,
    name: header.name,
    startedAt: header.startedAt,
    endedAt: header.endedAt,
    app: header.app,
    userAgent: header.userAgent,
  };
  const lists = [
    `"connections":[${connections.map(writeConnection).join(',')}]`,
    `"notes":[${notes.map(writeNote).join(',')}]`,
    `"tags":${JSON.stringify(tags)}`,
  ].join(',');
  const rest = writeFields({
    cover: cover && flat(cover),
    environment,
    diagnosis: diagnosis?.map(flat),
    redaction: redaction && flat(redaction),
  });
  return `${JSON.stringify(fields).slice(0, -1)},${lists}${rest}${writeMore(more)}}\n`;
}

function writeConnection({ more, ...header }: ConnectionHeader): string {
  const { id, url, path, protocol, parser, transports, namespaces, relay } = header;
  const fields = { id, url, path, protocol, parser, transports, namespaces, relay };
  return `${JSON.stringify(fields).slice(0, -1)}${writeMore(more)}}`;
}

function writeNote({ seq, part, text, more }: Note): string {
  return `${JSON.stringify({ seq, part, text }).slice(0, -1)}${writeMore(more)}}`;
}

/** One line, with its line end. Its fields stand in the order of the format, whatever order `event` has them in. */
export function writeEvent(seq: number, event: WireEvent): string {
  const stamp = `{"seq":${seq},"at":${writeMs(event.at)},"conn":${event.conn},"kind":"${event.kind}"`;
  const probe = event.probe === undefined ? '' : writeFields({ probe: event.probe });
  return `${stamp}${probe}${writeKind(event)}${writeMore(event.more)}}\n`;
}

function writeKind(event: WireEvent): string {
  switch (event.kind) {
    case 'frame':
      return `,"chan":${event.chan},"via":"${event.via}","dir":"${event.dir}"${writePayload(event.payload)}`;
    case 'opened':
      return `,"chan":${event.chan},"via":"${event.via}"${writeFields({ url: event.url })}`;
    case 'closed': {
      const { code, reason, clean } = event;
      return `,"chan":${event.chan},"via":"${event.via}"${writeFields({ code, reason, clean })}`;
    }
    case 'failed':
      return `,"chan":${event.chan},"via":"${event.via}"${writeFields({ message: event.message })}`;
    case 'request': {
      const { method, url, headers, payload } = event;
      return `,"chan":${event.chan},"via":"${event.via}"${writeFields({ method, url, headers })}${writePayload(payload)}`;
    }
    case 'response': {
      const { status, headers, payload } = event;
      return `,"chan":${event.chan},"via":"${event.via}"${writeFields({ status, headers })}${writePayload(payload)}`;
    }
    case 'client':
      return writeFields({ event: event.event, nsp: event.nsp, detail: event.detail });
    case 'user':
      return writeFields({ action: event.action, detail: event.detail });
    default:
      return unreachable(event);
  }
}

/** With a comma before each; fields that are undefined are left out. */
function writeFields(fields: object): string {
  const inner = JSON.stringify(fields).slice(1, -1);
  return inner === '' ? '' : `,${inner}`;
}

/** Unknown fields stand behind the known ones. */
function flat<T extends { readonly more?: UnknownFields }>({ more, ...fields }: T): object {
  return { ...fields, ...more };
}

function writeMore(more: UnknownFields | undefined): string {
  return more ? writeFields(more) : '';
}

function writePayload(payload: Payload | undefined): string {
  if (payload === undefined) return '';
  return typeof payload === 'string' ? `,"text":${JSON.stringify(payload)}` : `,"base64":"${base64Encode(payload)}"`;
}

/** At most 3 decimals, never an exponent. */
function writeMs(ms: number): string {
  return String(Math.round(ms * 1000) / 1000);
}
