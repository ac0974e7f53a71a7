import { describe, expect, test } from 'vitest';
import {
  asked,
  findingsIn,
  namesIn,
  OPEN,
  POLL,
  report,
  speaking,
  UP_BY_POLLING,
  UP_BY_WEBSOCKET,
  UPGRADED,
  URL,
  WS,
} from './diagnose.ts';

function engineError(status: number, code: number, message: string): string {
  return `
   1ms > GET #1 ${POLL}
   4ms < ${status} #1 ${JSON.stringify(JSON.stringify({ code, message }))}
   4ms client connect_error {"message":"xhr poll error","type":"TransportError","description":${status}}`;
}

/** A session that the second server does not know. */
function lostSession(from: number, sid: string): string {
  return `
  ${from + 1}ms > GET #${from + 1} ${POLL}
  ${from + 4}ms < 200 #${from + 1} ${OPEN.replace('"a"', `"${sid}"`)}
  ${from + 5}ms > POST #${from + 2} ${POLL}&sid=${sid} 40
  ${from + 6}ms > GET #${from + 3} ${POLL}&sid=${sid}
  ${from + 8}ms < 400 #${from + 2} "{\\"code\\":1,\\"message\\":\\"Session ID unknown\\"}"
  ${from + 8}ms < 400 #${from + 3} "{\\"code\\":1,\\"message\\":\\"Session ID unknown\\"}"
  ${from + 8}ms client close {"reason":"transport error","description":400}`;
}

describe('Engine.IO’s own codes', () => {
  test('0: WebSocket only', () => {
    const [finding, ...others] = findingsIn(asked(), engineError(400, 0, 'Transport unknown'));
    expect(finding).toMatchObject({ rule: 'transport-unknown', certainty: 'certain' });
    expect(finding?.waysRound[0]?.change).toEqual({ transports: 'websocket' });
    expect(others).toEqual([]);
  });

  test.each([
    [2, 'Bad handshake method', 'bad-method certain'],
    [3, 'Bad request', 'bad-request possible'],
    [5, 'Unsupported protocol version', 'newer-server certain'],
  ])('%i: %s', (code, message, expected) => {
    expect(namesIn(asked(), engineError(400, code, message))).toEqual([expected]);
  });

  test('A4: 4, with the text that allowRequest gave', () => {
    const [finding, ...others] = findingsIn(asked(), engineError(403, 4, 'not from here'));
    expect(finding).toMatchObject({ rule: 'forbidden', certainty: 'certain' });
    expect(finding?.cause).toContain('“not from here”');
    expect(others).toEqual([]);
  });

  test('what python-engineio says in their place', () => {
    const python = (sentence: string) =>
      `1ms > GET #1 ${POLL}\n4ms < 400 #1 ${JSON.stringify(JSON.stringify(sentence))}`;
    expect(namesIn(asked(), python('Invalid transport'))).toEqual(['transport-unknown certain']);
    expect(
      namesIn(asked(), python('The client is using an unsupported version of the Socket.IO or Engine.IO protocols')),
    ).toEqual(['newer-server certain']);
    expect(namesIn(asked(), python('Not an accepted origin.'))).toEqual(['forbidden certain']);
  });

  test('T3: a session that the next request does not find, by how often', () => {
    expect(namesIn(asked(), lostSession(0, 'a'))).toEqual(['sticky likely']);
    const [finding, ...others] = findingsIn(
      asked(),
      lostSession(0, 'a'),
      lostSession(1000, 'c'),
      lostSession(2000, 'd'),
    );
    expect(finding).toMatchObject({ rule: 'sticky', certainty: 'certain', severity: 'error' });
    expect(finding?.reason).toContain('3 of 3 sessions');
    expect(finding?.evidence[0]?.words).toContain('3 times');
    expect(finding?.remedies[0]?.snippets.map(({ name }) => name)).toEqual(['nginx', 'HAProxy', 'Apache', 'Traefik']);
    expect(finding?.waysRound[0]?.change).toEqual({ transports: 'websocket' });
    expect(others).toEqual([]);
  });

  test('T3: the check counts, too, and a connection that came up by luck is warned of it', () => {
    const sticky = report(50, 'sticky', 'lost', { asked: 5, failed: 3 });
    const [finding] = findingsIn(asked(), UPGRADED, sticky);
    expect(finding).toMatchObject({ rule: 'sticky', certainty: 'certain', severity: 'warning' });
    expect(finding?.reason).toContain('3 of 5 in the check');
  });

  test('1 for a session that had lived: the server was restarted', () => {
    const restarted = `
    60000ms < 400 #4 "{\\"code\\":1,\\"message\\":\\"Session ID unknown\\"}"
    60001ms client close {"reason":"transport error","description":400}`;
    expect(namesIn(asked({ transports: ['polling'] }), UP_BY_POLLING, restarted)).toEqual(['session-gone likely']);
  });
});

describe('generations', () => {
  const V2_BODY =
    '96:0{\\"sid\\":\\"a\\",\\"upgrades\\":[\\"websocket\\"],\\"pingInterval\\":25000,\\"pingTimeout\\":5000}2:40';

  test('V1: a body with its length before it, of text or of bytes', () => {
    const [finding, ...others] = findingsIn(
      asked(),
      speaking('v4'),
      `1ms > GET #1 ${POLL}
       4ms < 200 #1 "${V2_BODY}"
       4ms client connect_error {"message":"server error","code":"parser error"}
       5ms client close {"reason":"transport error"}`,
    );
    expect(finding).toMatchObject({ rule: 'older-server', certainty: 'certain' });
    expect(finding?.waysRound[0]?.change).toEqual({ protocol: 'v2' });
    expect(others).toEqual([]);
    expect(namesIn(asked(), `1ms > GET #1 ${POLL}\n4ms < 200 #1 hex 00 09 07 ff 30 7b 22 73`)).toEqual([
      'older-server certain',
    ]);
  });

  test('V2: an unasked CONNECT over WebSocket, with or without the client’s own words', () => {
    const wire = `
       1ms open #7 ${WS}
       2ms < #7 ${OPEN}
       2ms < #7 40
       3ms > #7 40
       4ms < #7 42["welcome"]`;
    expect(namesIn(asked({ transports: ['websocket'] }), wire)).toEqual(['older-server certain']);
    const words = `
    3000ms client connect_error / {"message":"It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible"}
   30000ms client close {"reason":"ping timeout"}`;
    expect(namesIn(asked({ transports: ['websocket'] }), wire, words)).toEqual(['older-server certain']);
  });

  test('V3: an older client, told by the server or by the checks', () => {
    const unreadable = `
       1ms > GET #1 ${URL}/socket.io/?EIO=3&transport=polling
       4ms fail #1 status 0, nothing readable`;
    const [finding, ...others] = findingsIn(
      asked({ protocol: 'v2' }),
      speaking('v2'),
      unreadable,
      report(10, 'handshake', 'generation-4'),
      report(20, 'websocket-3', 'refused'),
    );
    expect(finding).toMatchObject({ rule: 'newer-server', certainty: 'certain' });
    expect(finding?.remedies[0]?.snippets[0]?.code).toContain('allowEIO3: true');
    expect(finding?.waysRound[0]?.change).toEqual({ protocol: 'v4' });
    expect(others).toEqual([]);
  });

  test('V4: the WebSocket is granted and breaks at once', () => {
    const broken = `
       1ms open #7 ws://api.example:3000/socket.io/?EIO=3&transport=websocket
       2ms fail #7 websocket error
       2ms close #7 1006
       2ms client connect_error {"message":"websocket error"}`;
    const drawn = [asked({ protocol: 'v2', transports: ['websocket'] }), speaking('v2'), broken];
    expect(namesIn(...drawn)).toEqual(['newer-server likely']);
    // Polling tells why, which this connection never does by itself.
    const read = report(10, 'handshake', 'engine-error', { status: 400, code: 5 });
    expect(namesIn(...drawn, read)).toEqual(['newer-server certain']);
  });

  test('V5: ended without a word after CONNECT, again and again', () => {
    const closed = (at: number) => `
      ${at + 1}ms > GET #${at + 1} ${POLL}
      ${at + 4}ms < 200 #${at + 1} ${OPEN}
      ${at + 5}ms > POST #${at + 2} ${POLL}&sid=a 40
      ${at + 6}ms > GET #${at + 3} ${POLL}&sid=a
      ${at + 7}ms < 200 #${at + 2} ok
      ${at + 50}ms < 200 #${at + 3} 1
      ${at + 50}ms client close {"reason":"transport close","description":"transport closed by the server"}`;
    expect(namesIn(asked(), closed(0), closed(1000))).toEqual(['parser-mismatch likely']);
    const [finding] = findingsIn(
      asked(),
      closed(0),
      report(2000, 'namespace', 'closed'),
      report(2100, 'parser', 'other'),
    );
    expect(finding).toMatchObject({ rule: 'parser-mismatch', certainty: 'certain', alternatives: [] });
    expect(finding?.waysRound[0]?.change).toEqual({ parser: 'msgpack' });
  });

  test('V5 with an upgrade under way, which goes down with its session', () => {
    const closed = `
       1ms > GET #1 ${POLL}
       4ms < 200 #1 ${OPEN}
       5ms > POST #2 ${POLL}&sid=a 40
       6ms > GET #3 ${POLL}&sid=a
       6ms client upgrading {"transport":"websocket"}
      30ms < 200 #3 1
      30ms client upgrade_error {"message":"probe error: transport closed"}
      30ms client close {"reason":"transport close","description":"transport closed by the server"}
      31ms fail #4 websocket error
      31ms close #4 1006`;
    expect(namesIn(asked(), closed)).toEqual(['parser-mismatch likely']);
  });

  test('V5 the other way: MessagePack to a server without it, over WebSocket', () => {
    const closed = `
       1ms open #7 ${WS}
       2ms < #7 ${OPEN}
       3ms > #7 hex 82 a4 74 79 70 65 00 a3 6e 73 70 a1 2f
      20ms close #7 1005
      20ms client close {"reason":"transport close"}`;
    const [finding] = findingsIn(asked({ transports: ['websocket'] }), speaking('v4', 'msgpack'), closed);
    expect(finding).toMatchObject({ rule: 'parser-mismatch', certainty: 'likely' });
    expect(finding?.waysRound[0]?.change).toEqual({ parser: 'default' });
  });
});

describe('namespaces', () => {
  const enter = (refusal: string) => UP_BY_WEBSOCKET.replace(/4ms < .*$/s, refusal);
  const only = asked({ transports: ['websocket'] });

  test('A1: a middleware refuses, in its own words', () => {
    const [finding, ...others] = findingsIn(
      only,
      enter(`4ms < #7 44{"message":"token expired","data":{"retry":false}}
             4ms client connect_error / {"message":"token expired","data":{"retry":false}}
             5ms client close {"reason":"forced close"}
             6ms close #7 1005`),
    );
    expect(finding).toMatchObject({ rule: 'middleware', certainty: 'certain', severity: 'error' });
    expect(finding?.cause).toContain('“token expired”');
    expect(others).toEqual([]);
  });

  test('A2: an unknown namespace, as Node and Python say it, while another is connected', () => {
    const also = (refusal: string) => namesIn(only, UP_BY_WEBSOCKET, `9ms > #7 40/nope,\n10ms < #7 ${refusal}`);
    expect(also('44/nope,{"message":"Invalid namespace"}')).toEqual(['unknown-namespace certain']);
    expect(also('44/nope,"Unable to connect"')).toEqual(['unknown-namespace certain']);
  });

  test('a refusal that is over is no finding', () => {
    const refused = '9ms > #7 40/a,\n10ms < #7 44/a,{"message":"no"}\n20ms > #7 40/a,\n21ms < #7 40/a,{"sid":"x"}';
    expect(namesIn(only, UP_BY_WEBSOCKET, refused)).toEqual([]);
  });

  test('A3: CONNECT is not answered, and at last the server ends it', () => {
    expect(namesIn(only, enter('5500ms user mark'))).toEqual(['connect-unanswered likely']);
    expect(namesIn(only, enter('500ms user diagnose'), report(2000, 'namespace', 'silent'))).toEqual([
      'connect-unanswered likely',
    ]);
    const ended = '45003ms close #7 1005\n45003ms client close {"reason":"transport close"}';
    expect(namesIn(only, enter(ended))).toEqual(['connect-unanswered likely']);
    expect(namesIn(only, enter('900ms user mark'))).toEqual([]);
  });
});
