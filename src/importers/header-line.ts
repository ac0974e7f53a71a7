import * as v from 'valibot';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { ConnectionHeader, Note, SessionHeader } from '../session/header.ts';
import { EXTRA_FIELDS, readExtras } from './header-extras.ts';
import type { JsonObject } from './unknown-fields.ts';
import { isJsonObject, shownValue, unknownFields } from './unknown-fields.ts';

export const VERSION = 1;

const HEADER_FIELDS: ReadonlySet<string> = new Set(
  [
    'format',
    'version',
    'id',
    'name',
    'startedAt',
    'endedAt',
    'app',
    'userAgent',
    'connections',
    'notes',
    'tags',
  ].concat(EXTRA_FIELDS),
);
const CONNECTION_FIELDS: ReadonlySet<string> = new Set(
  ['id', 'url', 'path', 'protocol', 'parser', 'transports', 'namespaces', 'relay'], //
);
const NOTE_FIELDS: ReadonlySet<string> = new Set(['seq', 'part', 'text']);

const TEXT = v.string('should be text');
const FLAG = v.boolean('should be true or false');
const TEXTS = v.array(v.string('should hold texts only'), 'should be a list');
const LIST = v.array(v.unknown(), 'should be a list');
const INSTANT = v.pipe(
  TEXT,
  v.check(
    (text) => text.endsWith('Z') && !Number.isNaN(Date.parse(text)),
    'should be a time in UTC like 2026-11-20T10:15:02.120Z',
  ),
  // Sessions sort by it as text, so their years have four digits; and no clock is centuries ahead.
  v.regex(/^(19[7-9]|20\d|21\d)\d-/, 'should lie between 1970 and 2199'),
);
// A person looks at them one by one; and each time one changes, all are told.
const MOST_CONNECTIONS = 4096;
const MOST_NOTES = 20_000;
const PROTOCOL = v.picklist(['v4', 'v2', 'eio4', 'eio3'], 'should be v4, v2, eio4 or eio3');
const PARSER = v.picklist(['default', 'msgpack'], 'should be default or msgpack');
const CONNECTION_ID = whole(1, 0xffff);
const NOTE_SEQ = whole(0, Number.MAX_SAFE_INTEGER);
const NOTE_PART = whole(1, 0x1fffff);

function whole(least: number, most: number) {
  const sentence = `should be a whole number from ${least}`;
  return v.pipe(v.number(sentence), v.integer(sentence), v.minValue(least, sentence), v.maxValue(most, sentence));
}

type Tell = (problem: string) => void;

/** Refuses what is no session of this version; a field that is wrong is told and replaced, the rest stays readable. */
export function readHeader(fields: JsonObject, tell: Tell): Result<SessionHeader, string> {
  const refusal = refusalOf(fields);
  if (refusal !== undefined) return fail(refusal);
  const take = taker(fields, '', tell);
  const endedAt = fields['endedAt'] === undefined ? undefined : take('endedAt', v.optional(INSTANT), undefined);
  const more = unknownFields(fields, HEADER_FIELDS);
  return ok({
    id: take('id', TEXT, ''),
    name: take('name', TEXT, 'Untitled'),
    startedAt: take('startedAt', INSTANT, '1970-01-01T00:00:00.000Z'),
    ...(endedAt === undefined ? {} : { endedAt }),
    app: take('app', TEXT, ''),
    userAgent: take('userAgent', TEXT, ''),
    connections: readConnections(take('connections', LIST, []), tell),
    notes: readNotes(take('notes', LIST, []), tell),
    tags: take('tags', TEXTS, []),
    ...readExtras(fields, tell),
    ...(more ? { more } : {}),
  });
}

function refusalOf({ format, version }: JsonObject): string | undefined {
  if (format !== 'sockscope') {
    return `This is not a Sockscope session: "format" should be "sockscope", found ${shownValue(format)}.`;
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return `This Sockscope session does not say its version: "version" should be ${VERSION}, found ${shownValue(version)}.`;
  }
  if (version <= VERSION) return undefined;
  return `This session was saved by a later Sockscope, in file version ${version}; this one reads up to version ${VERSION}. Open it with a newer Sockscope.`;
}

function readConnections(values: readonly unknown[], tell: Tell): readonly ConnectionHeader[] {
  const connections: ConnectionHeader[] = [];
  const taken = new Set<number>();
  for (const [i, value] of atMost(MOST_CONNECTIONS, 'connections', values, tell).entries()) {
    const place = `connections[${i}]`;
    if (!isJsonObject(value)) {
      tell(`"${place}" should be an object, found ${shownValue(value)}.`);
      continue;
    }
    const take = taker(value, `${place}.`, tell);
    const id = take('id', v.optional(CONNECTION_ID), undefined);
    if (id === undefined) tell(`"${place}" has no usable id and was left out.`);
    else if (taken.has(id)) tell(`"${place}.id" is taken by another connection.`);
    else connections.push(readConnection(id, value, take));
    if (id !== undefined) taken.add(id);
  }
  return connections;
}

function readConnection(id: number, fields: JsonObject, take: Take): ConnectionHeader {
  const more = unknownFields(fields, CONNECTION_FIELDS);
  const relay = fields['relay'] === undefined ? undefined : take('relay', v.optional(FLAG), undefined);
  return {
    id,
    url: take('url', TEXT, ''),
    path: take('path', TEXT, '/socket.io/'),
    protocol: take('protocol', PROTOCOL, 'v4'),
    parser: take('parser', PARSER, 'default'),
    transports: take('transports', TEXTS, []),
    namespaces: take('namespaces', TEXTS, []),
    ...(relay === undefined ? {} : { relay }),
    ...(more ? { more } : {}),
  };
}

function readNotes(values: readonly unknown[], tell: Tell): readonly Note[] {
  const notes: Note[] = [];
  for (const [i, value] of atMost(MOST_NOTES, 'notes', values, tell).entries()) {
    if (!isJsonObject(value)) {
      tell(`"notes[${i}]" should be an object, found ${shownValue(value)}.`);
      continue;
    }
    const take = taker(value, `notes[${i}].`, tell);
    const more = unknownFields(value, NOTE_FIELDS);
    const part = value['part'] === undefined ? undefined : take('part', v.optional(NOTE_PART), undefined);
    notes.push({
      seq: take('seq', NOTE_SEQ, 0),
      ...(part === undefined ? {} : { part }),
      text: take('text', TEXT, ''),
      ...(more ? { more } : {}),
    });
  }
  return notes;
}

function atMost(most: number, name: string, values: readonly unknown[], tell: Tell): readonly unknown[] {
  if (values.length > most) tell(`"${name}" holds ${values.length}; the first ${most} were taken.`);
  return values.slice(0, most);
}

type Take = <T>(name: string, schema: v.GenericSchema<unknown, T> | v.GenericSchema<T>, otherwise: T) => T;

/** Takes fields of one object; one that is not as it should be is told and `otherwise` stands in for it. */
function taker(fields: JsonObject, place: string, tell: Tell): Take {
  return (name, schema, otherwise) => {
    const found = v.safeParse(schema, fields[name]);
    if (found.success) return found.output;
    tell(`"${place}${name}" ${found.issues[0].message}, found ${shownValue(fields[name])}.`);
    return otherwise;
  };
}
