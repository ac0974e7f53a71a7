import { expect, test } from 'vitest';
import { asked, findingsIn, namesIn, UP_BY_WEBSOCKET } from './diagnose.ts';

const only = asked({ transports: ['websocket'] });
const again = UP_BY_WEBSOCKET.replaceAll(/^ *(\d+)ms/gm, '200$1ms').replaceAll('#7', '#8');
const lost = '50ms close #7 1006\n50ms client close {"reason":"transport close"}';

test('E1: a reserved name, emitted here or sent by the server', () => {
  const [ours] = findingsIn(only, UP_BY_WEBSOCKET, '9ms user emit {"event":"disconnect","nsp":"/"}');
  expect(ours).toMatchObject({ rule: 'reserved-event', certainty: 'certain' });
  expect(ours?.cause).toContain('“disconnect”');
  expect(namesIn(only, UP_BY_WEBSOCKET, '9ms < #7 42["connect"]')).toEqual(['reserved-event certain']);
});

test('E2: a question that the client gave up, or that waits for long', () => {
  const question = '9ms > #7 420["save",1]';
  const givenUp =
    '1009ms client ack_timeout / {"event":"save","id":0,"timeoutMs":1000,"message":"operation has timed out"}';
  const [finding] = findingsIn(only, UP_BY_WEBSOCKET, question, givenUp);
  expect(finding).toMatchObject({
    rule: 'ack-unanswered',
    certainty: 'certain',
    evidence: [{ seqs: [6] }, { seqs: [7] }],
  });
  expect(finding?.remedies[0]?.snippets[0]?.code).toContain('socket.on("save", (payload, callback)');
  expect(namesIn(only, UP_BY_WEBSOCKET, question, '25000ms < #7 2')).toEqual([]);
  expect(namesIn(only, UP_BY_WEBSOCKET, question, '50000ms < #7 2')).toEqual(['ack-unanswered likely']);
  expect(namesIn(only, UP_BY_WEBSOCKET, question, givenUp, '1100ms < #7 430["at last"]')).toEqual([]);
});

test('E4: what was emitted while the connection was lost', () => {
  const emitted = '60ms user emit {"event":"a","nsp":"/"}\n61ms user emit {"event":"b","nsp":"/"}';
  const findings = findingsIn(only, UP_BY_WEBSOCKET, lost, emitted, again);
  expect(findings).toMatchObject([{ rule: 'buffered', severity: 'warning', evidence: [{ seqs: [8, 9] }, {}] }]);
  const hasty = emitted.replaceAll('}', ',"isVolatile":true}');
  expect(namesIn(only, UP_BY_WEBSOCKET, lost, hasty, again)).toEqual([]);
});

test('E5: a handler that was not there yet', () => {
  const late = `
     5ms > #7 420["hello"]
  1005ms client ack_timeout / {"event":"hello","id":0,"timeoutMs":1000}
  2000ms > #7 421["hello"]
  2001ms < #7 431["ok"]`;
  expect(namesIn(only, UP_BY_WEBSOCKET, late)).toEqual(['late-handler likely']);
});

test('E5: a question that is answered twice', () => {
  expect(namesIn(only, UP_BY_WEBSOCKET, '9ms > #7 420["a"]\n10ms < #7 430[]\n11ms < #7 430[]')).toEqual([
    'answered-twice likely',
  ]);
});

test('E5: events that come twice since the reconnect', () => {
  const before = '10ms < #7 42["n",1]\n20ms < #7 42["n",2]\n30ms < #7 42["n",3]';
  const twice = [1, 2, 3].map((n) => `300${n}ms < #8 42["n",${n}]\n300${n}ms < #8 42["n",${n}]`);
  expect(namesIn(only, UP_BY_WEBSOCKET, before, lost, again, ...twice)).toEqual(['doubled-events possible']);
  const once = [1, 2, 3].map((n) => `300${n}ms < #8 42["n",${n}]`);
  expect(namesIn(only, UP_BY_WEBSOCKET, before, lost, again, ...once)).toEqual([]);
});
