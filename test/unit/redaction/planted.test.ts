import { describe, expect, test } from 'vitest';
import { Redactor, redactedSource } from '../../../src/redaction/redactor.ts';
import { SecretFinder } from '../../../src/redaction/secret-finder.ts';
import { seq } from '../../../src/session/entry.ts';
import { Protocols } from '../../../src/session/protocols.ts';
import { Transcriber } from '../../../src/session/transcribe.ts';
import type { SessionHeader } from '../../../src/session/header.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { exportLines } from '../../../src/exporters/ndjson.ts';
import { bytesOf, importOf, sourceOf } from '../exporters/session-file.ts';
import { EVENTS, HEADER, PLANTED, SID } from './planted.ts';

const finder = new SecretFinder(HEADER);
for (const [at, event] of EVENTS.entries()) finder.step(at, event);
const redactor = new Redactor(finder);
for (const [at, event] of EVENTS.entries()) redactor.count(at, event);
let file = '';
for await (const piece of exportLines(redactedSource(sourceOf(HEADER, EVENTS), redactor))) file += piece;
const imported = await importOf([bytesOf(file)]);

/** Everything of a session as text, payloads in bytes once as they are and once as a character a byte. */
function searchable({ header, events }: { header: SessionHeader; events: readonly WireEvent[] }): readonly string[] {
  const texts = [JSON.stringify(header)];
  for (const { payload, ...event } of events as readonly (WireEvent & { payload?: string | Uint8Array })[]) {
    texts.push(JSON.stringify(event));
    if (typeof payload === 'string') texts.push(payload);
    else if (payload) texts.push(new TextDecoder().decode(payload), String.fromCharCode(...payload));
  }
  return texts;
}

function formsOf(value: string): readonly string[] {
  const bytes = new TextEncoder().encode(value);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  const percent = encodeURIComponent(value);
  const aligned = [0, 1, 2].map((before) => {
    const text = btoa(String.fromCharCode(...new Uint8Array(before), ...bytes));
    return text.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6));
  });
  const json = JSON.stringify(value).slice(1, -1);
  return [
    value,
    percent,
    percent.toLowerCase().replace(/%../g, (code) => code.toLowerCase()),
    percent.replace(/%../g, (code) => code.toLowerCase()),
    percent.replace(/%20/g, '+'),
    hex.map((code) => `%${code}`).join(''),
    hex.join(''),
    hex.join('').toUpperCase(),
    ...aligned,
    ...aligned.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_')),
    json,
    json.replace(/\//g, '\\/'),
    json.replace(/@/g, '\\u0040'),
    JSON.stringify(json).slice(1, -1),
    String.fromCharCode(...bytes),
  ];
}

const before = searchable({ header: HEADER, events: EVENTS }).join('\n');
const after = searchable(imported).join('\n');

describe('a redacted export', () => {
  test('was made of 40 secrets of 12 kinds', () => {
    expect(PLANTED).toHaveLength(40);
    expect(new Set(PLANTED.map(({ kind }) => kind)).size).toBe(12);
  });

  test.each(PLANTED)('holds the $kind $name in no form', ({ value }) => {
    expect(formsOf(value).some((form) => before.includes(form))).toBe(true);
    expect(formsOf(value).filter((form) => after.includes(form) || file.includes(form))).toEqual([]);
  });

  test('is read without a problem, entry for entry', () => {
    expect(imported.problems).toEqual([]);
    expect(imported.events).toHaveLength(EVENTS.length);
  });

  test('decodes to the same packets', () => {
    const kinds = (events: readonly WireEvent[]) => {
      const transcriber = new Transcriber(new Protocols(HEADER.connections));
      return events.map((event, at) =>
        transcriber
          .transcribe(seq(at), event)
          .packets.map(({ kind, direction, socket, header, malformed }) => [
            kind,
            direction,
            socket?.id,
            socket?.attachments,
            header,
            malformed?.reason,
          ]),
      );
    };
    expect(kinds(imported.events)).toEqual(kinds(EVENTS));
  });

  test('finds nothing left and nothing broken when it looks again', () => {
    expect(redactor.check.left).toEqual([]);
    expect(redactor.check.broken).toEqual([]);
    expect(redactor.check.secrets).toBeGreaterThanOrEqual(PLANTED.length);
  });

  test('keeps the session’s id the same everywhere, and as long as it was', () => {
    const ids = new Set(after.match(/(?<=sid=|"sid":")sid-1[^"&]*/g));
    expect([...ids]).toEqual(['sid-1'.padEnd(SID.length, '-')]);
    expect(after).toContain('peer-id-of-mine-1');
  });

  test('says in its header what was replaced', () => {
    const { redaction } = imported.header;
    const total = Object.values(redaction!.kinds).reduce((sum, count) => sum + count, 0);
    expect(redaction!.replaced).toBe(total);
    expect(redaction!.secrets).toBeGreaterThanOrEqual(PLANTED.length);
  });
});
