import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHECKS } from '../../../src/doctor/checks.ts';
import { Doctor } from '../../../src/doctor/doctor.ts';
import { RULES } from '../../../src/doctor/rules/table.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';
import { someTraffic } from '../projections/some-traffic.ts';
import { asked, diagnose, entriesFrom, findingsIn, POLL, report, UP_BY_WEBSOCKET } from './diagnose.ts';

const at = captureMs(0);
const conn = fc.constantFrom(1, 2);
const word = fc.oneof(
  fc.constantFrom('v4', 'other', 'unreadable', 'http://h', '/', 'lost', 'mixed-content'),
  fc.string(),
);
const keys =
  'check outcome words status code body asked failed location url path page transports protocol parser reason message description data id event timeoutMs headerNames withCredentials';
const detail = fc.oneof(
  fc.dictionary(fc.constantFrom(...keys.split(' ')), fc.oneof(word, fc.integer(), fc.array(word), fc.jsonValue())),
  fc.jsonValue(),
);
const events =
  'probe protocol connect connect_error disconnect close upgrade_error upgrading reconnect_attempt reconnect_failed ack_timeout';
const client: fc.Arbitrary<WireEvent> = fc
  .tuple(conn, fc.constantFrom(...events.split(' ')), detail)
  .map(([id, event, said]) => ({ kind: 'client', at, conn: id, event, detail: said }));
const user: fc.Arbitrary<WireEvent> = fc
  .tuple(conn, fc.constantFrom('connect', 'disconnect', 'diagnose', 'emit'), detail)
  .map(([id, action, said]) => ({ kind: 'user', at, conn: id, action, detail: said }));
const probed: fc.Arbitrary<WireEvent> = fc
  .tuple(conn, fc.constantFrom(...CHECKS.map(({ id }) => id)), fc.string())
  .map(([id, probe, payload]) => ({
    kind: 'frame',
    at,
    conn: id,
    chan: 3,
    via: 'websocket',
    dir: 'received',
    payload,
    probe,
  }));

/** Traffic, reports and actions, in any order and of any content. */
const anything = fc
  .array(fc.oneof(someTraffic, fc.array(fc.oneof(client, user, probed), { maxLength: 4 })), { maxLength: 6 })
  .map((pieces) => pieces.flat().map((event, i): WireEvent => ({ ...event, at: captureMs(i * 700) })));

test('each rule has a name of its own and a source, and explains only rules that there are', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, source, explains } of RULES) {
    expect(source, id).toMatch(/\S+ · \S+/);
    for (const other of explains) expect(ids, id).toContain(other);
  }
});

test('no two rules explain each other away', () => {
  for (const { id, explains } of RULES) {
    for (const other of RULES.filter((rule) => explains.includes(rule.id)))
      expect(other.explains, other.id).not.toContain(id);
  }
});

test('whatever stands in a log, the doctor takes it, and says it alike however it was folded', () => {
  fc.assert(
    fc.property(anything, fc.nat(), (log, place) => {
      const entries = entriesFrom(log);
      const cut = place % (entries.length + 1);
      const doctor = new Doctor();
      for (const entry of entries.slice(0, cut)) doctor.step(entry);
      const between = doctor.findings();
      const asItWas = structuredClone(between);
      for (const entry of entries.slice(cut)) doctor.step(entry);
      expect(doctor.findings()).toEqual(diagnose(log));
      expect(between).toEqual(asItWas);
    }),
    { numRuns: 100 },
  );
});

test('every finding that comes of anything is fit to be shown', () => {
  fc.assert(
    fc.property(anything, (log) => {
      const findings = diagnose(log);
      expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
      for (const { cause, reason, evidence } of findings) {
        expect(cause.length).toBeGreaterThan(10);
        expect(reason.length).toBeGreaterThan(10);
        for (const { seqs, words } of evidence) {
          expect(words).not.toBe('');
          for (const row of seqs) expect(row).toBeLessThan(log.length);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('errors stand before warnings, the certain before the likely, each with its own connection', () => {
  const second = `[2] > GET #21 ${POLL}\n8ms [2] < 404 #21 "Cannot GET"`;
  const findings = findingsIn(
    asked({ transports: ['websocket'], headerNames: ['X-Tenant'] }),
    UP_BY_WEBSOCKET,
    '5ms > #7 40/a,\n5ms < #7 44/a,{"message":"no"}',
    `7ms ${second}`,
  );
  expect(findings.map(({ key, severity }) => `${key} ${severity}`)).toEqual([
    'middleware 1 error',
    'wrong-path 2 error',
    'headers-on-websocket 1 warning',
  ]);
});

test('traffic of a check is nothing that the connection itself went through', () => {
  const failing = draw(`1ms > GET #1 ${POLL}\n2ms < 404 #1 "Cannot GET"\n3ms close #9 1006`);
  expect(diagnose(failing.map((event) => ({ ...event, probe: 'handshake' })))).toEqual([]);
});

test('the rows of a check stand before its report', () => {
  const [connect, ...others] = draw(
    `${asked()}\n1ms > GET #1 ${POLL}\n4ms fail #1 status 0, nothing readable\n${report(10, 'reachable', 'unreachable')}`,
  );
  const [request, failed, told] = others;
  const log = [connect!, request!, failed!, { ...failed!, probe: 'reachable' }, told!];
  expect(diagnose(log)[0]?.evidence[0]?.seqs).toEqual([3, 4]);
});

test('asked again without a new entry, it says the same findings', () => {
  const doctor = new Doctor();
  for (const entry of entriesFrom(draw(`${asked()}\n1ms > GET #1 ${POLL}\n2ms < 404 #1 "Cannot GET"`)))
    doctor.step(entry);
  expect(doctor.findings()).toBe(doctor.findings());
});
