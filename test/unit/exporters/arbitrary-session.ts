import fc from 'fast-check';
import type { SessionHeader } from '../../../src/session/header.ts';
import type { UnknownFields, WireEvent } from '../../../src/wire/wire-event.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';

/** Text as it can cross: well-formed, with quotes, line ends, controls and characters of all lengths in UTF-8. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.constantFrom('', '42["a",1]', '\n', '\r\n', '"\\', '\u2028', '\u0000', '\ufeff', '🧦', '__proto__'),
);
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const detail = fc.oneof(json, fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":1}') as unknown));

/** Names that no line of the format uses; unlike `x…`, `__proto__` and `toString` are dangerous ones. */
const strangeName = fc.oneof(
  text.map((name) => `x${name}`),
  fc.constantFrom('__proto__', 'toString', 'constructor', 'payload', 'more'),
);
const more: fc.Arbitrary<{ more?: UnknownFields }> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.tuple(strangeName, detail), { minLength: 1, maxLength: 3 })
      .map((fields) => ({ more: Object.fromEntries(fields) })),
  },
);

const probe: fc.Arbitrary<{ probe?: string }> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.oneof(fc.constantFrom('auto', 'websocket-4', ''), text).map((id) => ({ probe: id })) },
);

const payload = fc.oneof(text, fc.uint8Array({ maxLength: 40 }));
const chan = fc.oneof(fc.nat(9), fc.constant(0xffff_ffff));
const streamVia = fc.constantFrom('websocket' as const, 'webtransport' as const);
const headers = fc.dictionary(
  fc.oneof(
    fc.constantFrom('content-type', '__proto__'),
    text.filter((name) => name !== ''),
  ),
  text,
  { noNullPrototype: true },
);

const body: fc.Arbitrary<object> = fc.oneof(
  fc.record({ kind: fc.constant('opened'), chan, via: streamVia, url: text }),
  fc.record({ kind: fc.constant('frame'), chan, via: streamVia, dir: fc.constantFrom('sent', 'received'), payload }),
  fc.record({
    kind: fc.constant('closed'),
    chan,
    via: streamVia,
    code: fc.integer(),
    reason: text,
    clean: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('failed'), chan, via: fc.constantFrom('polling', 'websocket'), message: text }),
  fc.record(
    { kind: fc.constant('request'), chan, via: fc.constant('polling'), method: text, url: text, headers, payload },
    { requiredKeys: ['kind', 'chan', 'via', 'method', 'url'], noNullPrototype: true },
  ),
  fc.record(
    { kind: fc.constant('response'), chan, via: fc.constant('polling'), status: fc.nat(599), headers, payload },
    { requiredKeys: ['kind', 'chan', 'via', 'status'], noNullPrototype: true },
  ),
  fc.record(
    { kind: fc.constant('client'), event: text, nsp: text, detail },
    { requiredKeys: ['kind', 'event'] }, //
  ),
  fc.record({ kind: fc.constant('user'), action: text, detail }, { requiredKeys: ['kind', 'action'] }),
);

/** WireEvents of every kind, their times never decreasing. */
export const someEvents: fc.Arbitrary<readonly WireEvent[]> = fc
  .array(fc.tuple(body, probe, more, fc.nat(3_000_000), fc.integer({ min: 1, max: 0xffff })), { maxLength: 40 })
  .map((drawn) => {
    let microseconds = 0;
    return drawn.map(([fields, mark, strangers, gap, conn]) => {
      microseconds += gap;
      return { at: captureMs(microseconds / 1000), conn, ...mark, ...fields, ...strangers } as WireEvent;
    });
  });

const instant = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const finding = fc
  .tuple(
    fc.record({
      rule: text,
      conn: fc.nat(9),
      severity: text,
      cause: text,
      certainty: text,
      reason: text,
      evidence: fc.array(
        fc.record({ seqs: fc.array(fc.nat(), { maxLength: 3 }), words: text }, { noNullPrototype: true }),
        { maxLength: 2 },
      ),
      remedies: fc.array(text, { maxLength: 2 }),
    }),
    more,
  )
  .map(([fields, strangers]) => ({ ...fields, ...strangers }));

export const someHeader: fc.Arbitrary<SessionHeader> = fc
  .record(
    {
      id: text,
      name: text,
      startedAt: instant,
      endedAt: instant,
      app: text,
      userAgent: text,
      connections: fc.array(
        fc.tuple(
          fc.record({
            url: text,
            path: text,
            protocol: fc.constantFrom('v4' as const, 'v2' as const, 'eio4' as const, 'eio3' as const),
            parser: fc.constantFrom('default' as const, 'msgpack' as const),
            transports: fc.array(text, { maxLength: 3 }),
            namespaces: fc.array(text, { maxLength: 3 }),
          }),
          fc.constantFrom({}, {}, { relay: true }, { relay: false }),
          more,
        ),
        { maxLength: 3 },
      ),
      notes: fc.array(
        fc.tuple(fc.record({ seq: fc.nat(60), text }), more).map(([note, strangers]) => ({ ...note, ...strangers })),
        { maxLength: 3 },
      ),
      tags: fc.array(text, { maxLength: 3 }),
      cover: fc
        .tuple(
          fc.record({ happened: text, expected: text, steps: text }, { requiredKeys: [], noNullPrototype: true }),
          more,
        )
        .map(([cover, strangers]) => ({ ...cover, ...strangers })),
      environment: fc.dictionary(fc.constantFrom('browser', 'os', 'timeZone', '__proto__'), text, {
        noNullPrototype: true,
      }),
      diagnosis: fc.array(finding, { maxLength: 2 }),
      redaction: fc.record(
        { replaced: fc.nat(), secrets: fc.nat(), kinds: fc.constantFrom({}, { token: 3 }) },
        { noNullPrototype: true },
      ),
    },
    { requiredKeys: ['id', 'name', 'startedAt', 'app', 'userAgent', 'connections', 'notes', 'tags'] },
  )
  .chain((header) =>
    more.map((strangers) => ({
      ...header,
      ...strangers,
      connections: header.connections.map(([fields, relay, others], i) => ({
        id: i + 1,
        ...fields,
        ...relay,
        ...others,
      })),
    })),
  );

/** `whole` cut at arbitrary places. */
export function cutUp(whole: Uint8Array<ArrayBuffer>, places: readonly number[]): readonly Uint8Array<ArrayBuffer>[] {
  const cuts = [0, ...places.map((place) => place % (whole.length + 1)).sort((a, b) => a - b), whole.length];
  return cuts.slice(1).map((end, i) => whole.slice(cuts[i], end));
}
