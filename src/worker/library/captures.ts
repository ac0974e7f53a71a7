import { base64Encode } from '../../base/bytes.ts';
import { jsonOf, type Details } from '../../projections/details-view.ts';
import { buildJson, checkJson } from '../../protocol/json.ts';
import type { Capture } from '../../replay/environment.ts';
import { textAt } from '../../replay/json-path.ts';
import { readArgumentPath } from '../../base/paths/path-pattern.ts';
import type { Path } from '../../base/paths/path.ts';
import type { OpenSession } from '../open-session.ts';
import type { CapturedValue } from './library-remote.ts';

/** The newest row of a kind among the first `examined`. */
type Found = { readonly row: number | undefined; readonly examined: number };

const ACKS: ReadonlySet<string> = new Set(['ACK', 'BINARY_ACK']);
const EVENTS: ReadonlySet<string> = new Set(['EVENT', 'BINARY_EVENT']);

const found = new WeakMap<OpenSession, Map<string, Found>>();

/** What the newest such answer or event of the session says; asked again, only rows that are new since are looked at. */
export async function capturedValue(session: OpenSession, capture: Capture): Promise<CapturedValue | undefined> {
  const path = readArgumentPath(capture.path);
  const row = path.ok ? newestRow(session, capture.from) : undefined;
  if (!path.ok || row === undefined) return undefined;
  const id = session.timeline.idOf(row);
  const details = await session.details(id);
  const value = details && valueIn(details, inPacket(path.value, capture.from.kind));
  return value === undefined ? undefined : { value, row: id };
}

function newestRow(session: OpenSession, from: Capture['from']): number | undefined {
  const known = found.get(session) ?? new Map<string, Found>();
  found.set(session, known);
  const key = JSON.stringify([from.kind, from.nsp, from.event]);
  const before = known.get(key) ?? { row: undefined, examined: 0 };
  const length = session.timeline.columns.length;
  const row = lastAmong(session, from, before.examined, length) ?? before.row;
  known.set(key, { row, examined: length });
  return row;
}

/** From the end, down to the row `least`. */
function lastAmong({ timeline }: OpenSession, from: Capture['from'], least: number, length: number) {
  const { columns, events, nsps } = timeline;
  const [event, nsp] = [events.all().indexOf(from.event) + 1, nsps.all().indexOf(from.nsp) + 1];
  if (event === 0 || nsp === 0) return undefined;
  const kinds = from.kind === 'ack' ? ACKS : EVENTS;
  for (let row = length - 1; row >= least; row--) {
    if (columns.event(row) !== event || columns.nsp(row) !== nsp || columns.direction(row) !== 'received') continue;
    if (kinds.has(columns.kind(row)) && !columns.isProbe(row)) return row;
  }
  return undefined;
}

/** Bytes stand in it as `$binary`. */
function valueIn(details: Details, path: Path): string | undefined {
  const json = jsonOf(details);
  if (json === undefined || checkJson(json) !== undefined) return undefined;
  const text = textAt(json, path);
  const hasBytes = details.attachments.length > 0 && text?.includes('"_placeholder"') === true;
  return text !== undefined && hasBytes && checkJson(text) === undefined ? withBytes(text, details.attachments) : text;
}

function withBytes(json: string, attachments: readonly Uint8Array[]): string {
  const value = buildJson(json, (object) => {
    const bytes = object['_placeholder'] === true ? attachments[Number(object['num'])] : undefined;
    return bytes ? { $binary: base64Encode(bytes) } : object;
  });
  return JSON.stringify(value);
}

/** An event's JSON begins with its name, an answer's with its first argument. */
function inPacket([index = 0, ...steps]: Path, kind: 'ack' | 'event'): Path {
  return [kind === 'event' ? Number(index) + 1 : index, ...steps];
}
