import { describe, expect, test } from 'vitest';
import {
  asked,
  findingsIn,
  namesIn,
  OPEN,
  POLL,
  report,
  UP_BY_POLLING,
  UP_BY_WEBSOCKET,
  UPGRADED,
} from './diagnose.ts';

const only = asked({ transports: ['websocket'] });
const failedUpgrade = (at: number) => `
   9ms client upgrading {"transport":"websocket"}
   ${at}ms fail #5 websocket error
   ${at}ms close #5 1006
   ${at}ms client upgrade_error {"message":"probe error: websocket error","type":"TransportError"}`;

describe('the upgrade', () => {
  test('T1: refused at once, the connection stays on polling', () => {
    const [finding, ...others] = findingsIn(asked(), UP_BY_POLLING, failedUpgrade(15));
    expect(finding).toMatchObject({ rule: 'upgrade-refused', certainty: 'likely', severity: 'warning' });
    expect(finding?.remedies[0]?.snippets.map(({ name }) => name)).toEqual(['nginx', 'Apache']);
    expect(finding?.remedies[0]?.snippets[0]?.changed).toEqual([2, 3, 4]);
    expect(others).toEqual([]);
  });

  test('T1: WebSocket only, where polling gets through', () => {
    const refused = '5ms fail #9 websocket error\n5ms close #9 1006\n6ms user diagnose';
    const reports = [report(10, 'handshake', 'generation-4', { body: OPEN }), report(20, 'websocket-4', 'refused')];
    expect(namesIn(only, refused, ...reports)).toEqual(['upgrade-refused likely']);
  });

  test('T4: nothing comes, for seconds', () => {
    expect(namesIn(asked(), UP_BY_POLLING, failedUpgrade(9000))).toEqual(['upgrade-slow likely']);
    expect(namesIn(asked(), UP_BY_POLLING, report(3000, 'upgrade', 'silent'))).toEqual(['upgrade-slow likely']);
  });

  test('T2: not offered, though the client had asked for it', () => {
    const findings = findingsIn(asked(), UP_BY_POLLING.replace('["websocket"]', '[]'));
    expect(findings).toMatchObject([
      { rule: 'no-upgrade', certainty: 'certain', severity: 'warning', evidence: [{ seqs: [2] }] },
    ]);
  });

  test('T2: WebSocket only, at a server that has none', () => {
    const refused = '5ms fail #9 websocket error\n5ms close #9 1006\n6ms user diagnose';
    const body = OPEN.replace('["websocket"]', '[]');
    const [finding, ...others] = findingsIn(
      only,
      refused,
      report(10, 'handshake', 'generation-4', { body }),
      report(20, 'websocket-4', 'refused'),
    );
    expect(finding).toMatchObject({ rule: 'no-websocket', certainty: 'certain' });
    expect(finding?.waysRound[0]?.change).toEqual({ transports: 'polling' });
    expect(others).toEqual([]);
  });
});

test('polls that overlap are answered 400 without a word', () => {
  const overlapping = `
     9ms > GET #5 ${POLL}&sid=a
    10ms < 400 #5
    10ms client close {"reason":"transport error","description":400}`;
  expect(namesIn(asked(), UP_BY_POLLING, overlapping)).toEqual(['polls-overlap certain']);
});

test('packets that cannot be read, and whether the client closed on them', () => {
  const [warning] = findingsIn(only, UP_BY_WEBSOCKET, '9ms < #7 42["a"');
  expect(warning).toMatchObject({ rule: 'malformed', severity: 'warning', certainty: 'certain' });
  const closed = '9ms client close {"reason":"parse error"}\n9ms client disconnect / {"reason":"parse error"}';
  const [error, ...others] = findingsIn(only, UP_BY_WEBSOCKET, '9ms < #7 42["a"', closed);
  expect(error).toMatchObject({ rule: 'malformed', severity: 'error', evidence: [{ seqs: [6] }, { seqs: [7] }] });
  expect(others).toEqual([]);
});

test('what comes after the person has left is no fault: eventlet ends the pending poll with an empty body', () => {
  const pending = `9ms > GET #5 ${POLL}&sid=a`;
  const left = '10ms user disconnect\n11ms < 200 #5 ""';
  expect(namesIn(asked(), UP_BY_POLLING, pending, left)).toEqual([]);
  expect(namesIn(asked(), UP_BY_POLLING, pending, '11ms < 200 #5 ""')).toContain('malformed certain');
});

describe('the end', () => {
  const session = (at: number, lifeMs: number, idleMs: number) => `
    ${at + 1}ms open #${at + 7} ws://api.example:3000/socket.io/?EIO=4&transport=websocket
    ${at + 2}ms < #${at + 7} ${OPEN}
    ${at + 3}ms > #${at + 7} 40
    ${at + 4}ms < #${at + 7} 40{"sid":"b"}
    ${at + lifeMs - idleMs}ms < #${at + 7} 42["a"]
    ${at + lifeMs}ms close #${at + 7} 1006
    ${at + lifeMs}ms client close {"reason":"transport close"}`;

  test('D1: cut after the same silence each time, or after the same time', () => {
    const [idle] = findingsIn(only, session(0, 3000, 2000), session(5000, 7000, 2020), session(20_000, 2500, 1990));
    expect(idle).toMatchObject({ rule: 'regular-cut', certainty: 'likely' });
    expect(idle?.cause).toMatch(/regular intervals: after 2 s of silence/);
    expect(idle?.remedies[0]?.snippets[0]?.code).toContain('proxy_read_timeout 90s;');
    const [life] = findingsIn(only, session(0, 5000, 10), session(6000, 5020, 2000), session(20_000, 4990, 700));
    expect(life?.cause).toMatch(/regular intervals: every 5 s/);
    expect(namesIn(only, session(0, 3000, 100), session(5000, 7000, 3020), session(20_000, 2500, 990))).toEqual([
      'lost likely',
    ]);
  });

  test('D1: polls that a proxy gives up', () => {
    const given = `
    5009ms < 504 #4 "<html>504 Gateway Time-out</html>"
    5009ms client close {"reason":"transport error","description":504}`;
    expect(namesIn(asked({ transports: ['polling'] }), UP_BY_POLLING, given)).toContain('regular-cut likely');
  });

  test('D2: the heartbeat stopped', () => {
    const dead =
      '5000ms < #5 2\n5000ms > #5 3\n50000ms client close {"reason":"ping timeout"}\n50000ms client disconnect / {"reason":"ping timeout"}';
    const [finding, ...others] = findingsIn(asked(), UPGRADED, dead);
    expect(finding).toMatchObject({ rule: 'heartbeat-lost', certainty: 'certain', severity: 'error' });
    expect(finding?.evidence[1]).toMatchObject({ words: 'the last sign of life before' });
    expect(others).toEqual([]);
  });

  test('D3: an older client’s timers may have been slowed', () => {
    const dead = UPGRADED.replaceAll('EIO=4', 'EIO=3') + '\n50000ms client close {"reason":"ping timeout"}';
    expect(findingsIn(asked(), dead)[0]?.alternatives.join()).toMatch(/background/);
  });

  test.each([
    ['froze', '49000ms client page_frozen {"happenedAt":5100}\n49000ms client page_resumed {"frozenMs":43900}'],
    ['stood still', '49000ms client worker_paused {"pausedMs":43900}'],
  ])('D3: a tab that %s answered no ping', (words, absence) => {
    const lost = `5000ms < #5 2\n5000ms > #5 3\n${absence}\n49010ms < #5 2\n49020ms close #5 1005\n49021ms client disconnect / {"reason":"transport close"}`;
    const [finding, ...others] = findingsIn(asked(), UPGRADED, lost);
    expect(finding).toMatchObject({ rule: 'tab-frozen', certainty: 'certain', severity: 'error' });
    expect(finding?.cause).toMatch(new RegExp(`${words}.* for 44 s`));
    expect(finding?.evidence.map(({ words: shown }) => shown)).toEqual(['the tab stood still for 44 s', 'the loss']);
    expect(others).toEqual([]);
  });

  test('D3: a frozen tab explains the client’s own timeout', () => {
    const dead =
      '5000ms < #5 2\n50000ms client worker_paused {"pausedMs":44000}\n50000ms client close {"reason":"ping timeout"}';
    expect(namesIn(asked(), UPGRADED, dead)).toEqual(['tab-frozen certain']);
  });

  test('D3: a pause too short, or long ago, is not the cause', () => {
    const lost = '50000ms client close {"reason":"ping timeout"}';
    const short = `5000ms < #5 2\n7000ms client worker_paused {"pausedMs":1900}\n${lost}`;
    expect(namesIn(asked(), UPGRADED, short)).toEqual(['heartbeat-lost certain']);
    const before = `31000ms client worker_paused {"pausedMs":30000}\n34000ms < #5 2\n34001ms > #5 3\n${lost}`;
    expect(namesIn(asked(), UPGRADED, before)).toEqual(['heartbeat-lost certain']);
  });

  test('D3: that the tab was hidden is evidence', () => {
    const dead = '5000ms < #5 2\n6000ms client page_hidden\n50000ms client close {"reason":"ping timeout"}';
    const [finding] = findingsIn(asked(), UPGRADED, dead);
    expect(finding?.evidence.at(-1)).toMatchObject({ words: 'the tab was not in view then' });
  });

  test('D4: too large, over WebSocket', () => {
    const large = `30ms > #7 42["file","${'x'.repeat(1_000_100)}"]\n31ms close #7 1009\n31ms client close {"reason":"transport close"}`;
    const [finding, ...others] = findingsIn(only, UP_BY_WEBSOCKET, large);
    expect(finding).toMatchObject({
      rule: 'too-large',
      certainty: 'certain',
      evidence: [{ seqs: [6] }, { seqs: [7] }],
    });
    expect(finding?.reason).toContain('1,000,000 B');
    expect(others).toEqual([]);
  });

  test.each([
    ['', 'On the server', 'maxHttpBufferSize'],
    [' "<html>413 Request Entity Too Large</html>"', 'In the proxy', 'client_max_body_size'],
  ])('D4: too large to be posted, for the one who says so%s', (body, title, option) => {
    const large = `
     30ms > POST #9 ${POLL}&sid=a 42["file","${'x'.repeat(900_000)}"]
     31ms < 413 #9${body}
     31ms client close {"reason":"transport error","description":413}`;
    const [finding, ...others] = findingsIn(asked({ transports: ['polling'] }), UP_BY_POLLING, large);
    expect(finding).toMatchObject({ rule: 'too-large', remedies: [{ title }] });
    expect(finding?.remedies[0]?.snippets[0]?.code).toContain(option);
    expect(others).toEqual([]);
  });

  test('D5: more than 10 attachments, and the server closes', () => {
    const event = '30ms > #7 4511-["files"]\n40ms close #7 1005\n40ms client close {"reason":"transport close"}';
    expect(namesIn(only, UP_BY_WEBSOCKET, event)).toEqual(['too-many-attachments likely']);
    expect(namesIn(only, UP_BY_WEBSOCKET, '30ms > #7 4511-["files"]')).toEqual([]);
  });

  test('D6: kicked, until the person is back', () => {
    const kicked = `
     30ms < #7 41
     30ms client disconnect / {"reason":"io server disconnect"}
     31ms client close {"reason":"forced close"}
     32ms close #7 1005`;
    const findings = findingsIn(only, UP_BY_WEBSOCKET, kicked);
    expect(findings).toMatchObject([{ rule: 'kicked', certainty: 'certain', evidence: [{ seqs: [6, 7] }] }]);
    expect(findings[0]?.remedies[0]?.snippets[0]?.code).toContain('socket.connect()');
    expect(
      namesIn(
        only,
        UP_BY_WEBSOCKET,
        kicked,
        only.replace('0ms', '50ms'),
        UP_BY_WEBSOCKET.replaceAll(/^ *(\d+)ms/gm, '100$1ms'),
      ),
    ).toEqual([]);
  });

  test('D7: the server is gone, as long as it is', () => {
    const killed = `
     30ms close #7 1006
     30ms client close {"reason":"transport close"}
     30ms client disconnect / {"reason":"transport close"}
   1030ms client reconnect_attempt {"attempt":1}
   1031ms fail #8 websocket error
   1031ms close #8 1006`;
    expect(namesIn(only, UP_BY_WEBSOCKET, killed)).toEqual(['lost likely']);
    const gone = [report(1200, 'handshake', 'unreadable'), report(1300, 'reachable', 'unreachable')];
    expect(namesIn(only, UP_BY_WEBSOCKET, killed, '1100ms user diagnose', ...gone)).toEqual(['lost certain']);
    expect(namesIn(only, UP_BY_WEBSOCKET, killed, UP_BY_WEBSOCKET.replaceAll(/^ *(\d+)ms/gm, '200$1ms'))).toEqual([]);
  });
});
