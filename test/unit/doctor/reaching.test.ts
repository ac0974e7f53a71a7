import { describe, expect, test } from 'vitest';
import { asked, findingsIn, namesIn, OPEN, PAGE, POLL, report, UP_BY_WEBSOCKET, URL, WS } from './diagnose.ts';

/** What a page sees of a server without CORS, of a closed port, of a wrong name and of a wrong certificate alike. */
const UNREADABLE = `
   1ms > GET #1 ${POLL}
   4ms fail #1 status 0, nothing readable
   4ms client connect_error {"message":"xhr poll error","type":"TransportError","description":0,"context":{"status":0,"responseText":""}}
1200ms client reconnect_attempt {"attempt":1}
1201ms > GET #2 ${POLL}
1204ms fail #2 status 0, nothing readable
1300ms user diagnose`;
const REFUSED = `
   5ms fail #9 websocket error
   5ms close #9 1006
   5ms client connect_error {"message":"websocket error","type":"TransportError"}`;
const answered = (status: number, body: string): string => `
   1ms > GET #1 ${POLL}
   4ms < ${status} #1 ${JSON.stringify(body)}
   4ms client connect_error {"message":"xhr poll error","type":"TransportError","description":${status}}`;

describe('nothing readable', () => {
  test('before any check it is one finding with all the causes that look so', () => {
    const findings = findingsIn(asked(), UNREADABLE);
    expect(findings.map(({ rule, certainty }) => `${rule} ${certainty}`)).toEqual(['unreadable possible']);
    const [{ alternatives, evidence, waysRound, key }] = findings as [(typeof findings)[0]];
    expect(key).toBe('unreadable 1');
    expect(alternatives.join()).toMatch(/CORS.*port.*DNS/);
    expect(alternatives.join()).not.toMatch(/TLS|local network/);
    expect(evidence[0]).toEqual({ seqs: [2, 6], words: '2 handshakes with nothing readable' });
    expect(waysRound.map(({ change }) => change)).toEqual([{ transports: 'websocket' }, { useRelay: true }]);
  });

  test('https adds the certificate, a public page the local network, the own origin takes CORS away', () => {
    const [secure] = findingsIn(asked({ url: 'https://10.0.0.7', page: 'https://example.org' }), UNREADABLE);
    expect(secure?.alternatives.join()).toMatch(/TLS.*local network/);
    expect(secure?.alternatives.join()).not.toMatch(/DNS/);
    const [own] = findingsIn(asked({ page: URL }), UNREADABLE);
    expect(own?.alternatives.join()).not.toMatch(/CORS/);
    expect(own?.waysRound).toEqual([]);
  });

  test('C1, C2: someone answers, and over a WebSocket it is Engine.IO', () => {
    const findings = findingsIn(
      asked(),
      UNREADABLE,
      report(1310, 'handshake', 'unreadable'),
      report(1320, 'reachable', 'answered'),
      report(1330, 'plain-request', 'unreadable'),
      report(1340, 'websocket-4', 'open-packet'),
    );
    expect(findings).toMatchObject([
      {
        rule: 'cors',
        certainty: 'certain',
        severity: 'error',
        evidence: [{ seqs: [2, 6] }, { seqs: [9] }, { seqs: [11] }],
        remedies: [
          {
            snippets: [
              { name: 'Node', changed: [1] },
              { name: 'Flask' },
              { name: 'python-socketio' },
              { name: 'nginx' },
            ],
          },
        ],
        waysRound: [{ change: { transports: 'websocket' } }, { change: { useRelay: true } }],
      },
    ]);
    expect(findings[0]?.remedies[0]?.snippets[0]?.code.split('\n')[1]).toBe(`  cors: { origin: ["${PAGE}"] },`);
  });

  test('C3: without credentials the answer can be read', () => {
    const reports = [report(1310, 'handshake', 'unreadable'), report(1330, 'plain-request', 'readable')];
    const [finding, ...others] = findingsIn(asked({ withCredentials: true }), UNREADABLE, ...reports);
    expect(finding).toMatchObject({ rule: 'cors-credentials', certainty: 'certain' });
    expect(finding?.waysRound[0]?.change).toEqual({ withCredentials: false });
    expect(others).toEqual([]);
  });

  test('C4: without the headers the answer can be read', () => {
    const reports = [report(1310, 'handshake', 'unreadable'), report(1330, 'plain-request', 'readable')];
    const [finding] = findingsIn(asked({ headerNames: ['X-Tenant'] }), UNREADABLE, ...reports);
    expect(finding).toMatchObject({ rule: 'cors-headers', certainty: 'certain' });
    expect(finding?.remedies[0]?.snippets[0]?.code).toContain('allowedHeaders: ["X-Tenant"]');
  });

  test('N1, N2, N3: refused, unknown and untrusted are one finding with the alternatives', () => {
    const unreachable = [report(1310, 'handshake', 'unreadable'), report(1320, 'reachable', 'unreachable')];
    const [plain, ...others] = findingsIn(asked(), UNREADABLE, ...unreachable);
    expect(plain).toMatchObject({ rule: 'unreachable', certainty: 'certain', waysRound: [] });
    expect(plain?.alternatives.join()).toMatch(/DNS.*firewall/);
    expect(others).toEqual([]);
    const [secure] = findingsIn(asked({ url: 'https://127.0.0.1:3000' }), UNREADABLE, ...unreachable);
    expect(secure?.alternatives.join()).toMatch(/TLS/);
    expect(secure?.alternatives.join()).not.toMatch(/DNS/);
    expect(secure?.remedies[0]?.note).toMatch(/certificate/);
  });

  test('N1, N2, N3 through the relay are told apart: it sees the error', () => {
    const [finding, ...others] = findingsIn(
      asked({ relay: true }),
      answered(502, '{"relay":"no such host: api.example"}'),
    );
    expect(finding).toMatchObject({ rule: 'relay-answer', certainty: 'certain' });
    expect(finding?.cause).toMatch(/no such host: api\.example/);
    expect(others).toEqual([]);
  });

  test('U2: someone answers, neither readable nor over WebSocket', () => {
    const [finding, ...others] = findingsIn(
      asked(),
      UNREADABLE,
      report(1310, 'handshake', 'unreadable'),
      report(1320, 'reachable', 'answered'),
      report(1330, 'plain-request', 'unreadable'),
      report(1340, 'websocket-4', 'refused'),
      report(1350, 'websocket-3', 'refused'),
    );
    expect(finding).toMatchObject({ rule: 'no-socketio-here', certainty: 'likely' });
    expect(finding?.alternatives.join()).toMatch(/Python.*gateway/);
    expect(others).toEqual([]);
  });

  test('WebSocket only, before any check', () => {
    expect(namesIn(asked({ transports: ['websocket'] }), REFUSED)).toEqual(['websocket-refused possible']);
  });
});

describe('the page and the address', () => {
  test('N4: an https page and an http server, whatever the client reports', () => {
    const page = { url: 'http://api.example', page: 'https://example.org' };
    expect(namesIn(asked(page), UNREADABLE)).toEqual(['mixed-content certain']);
    const silence = '20000ms client connect_error {"message":"timeout"}';
    expect(namesIn(asked({ ...page, transports: ['websocket'] }), silence)).toEqual(['mixed-content certain']);
    expect(namesIn(asked({ ...page, url: 'http://localhost:3000' }), UNREADABLE)).toEqual(['unreadable possible']);
  });

  test('N5: the local network is not open to this page', () => {
    expect(namesIn(asked(), UNREADABLE, report(1310, 'address', 'local-network'))).toEqual(['local-network certain']);
  });

  test('N6: offline, as the client or the check says', () => {
    const lost = `
      10ms client close {"reason":"transport close","description":"network connection lost"}
      10ms client disconnect / {"reason":"transport close","description":"network connection lost"}`;
    expect(namesIn(asked({ transports: ['websocket'] }), UP_BY_WEBSOCKET, lost)).toEqual(['offline certain']);
    expect(namesIn(asked(), UNREADABLE, report(1310, 'address', 'offline'))).toEqual(['offline certain']);
  });

  test('a path that was taken for a namespace', () => {
    const reports = [report(1310, 'address', 'path-as-namespace')];
    expect(namesIn(asked(), answered(404, 'Cannot GET'), ...reports)).toEqual([
      'wrong-path certain',
      'path-as-namespace possible',
    ]);
  });

  test('E6: headers that WebSocket only cannot send', () => {
    const findings = findingsIn(asked({ transports: ['websocket'], headerNames: ['X-Tenant'] }), UP_BY_WEBSOCKET);
    expect(findings).toMatchObject([{ rule: 'headers-on-websocket', certainty: 'certain', severity: 'warning' }]);
    const checked = [UP_BY_WEBSOCKET, report(50, 'address', 'headers-on-websocket')];
    expect(
      findingsIn(asked({ transports: ['websocket'], headerNames: ['X-Tenant'], relay: true }), ...checked),
    ).toEqual([]);
  });
});

describe('another server than was wanted', () => {
  test('U1: 404 from the application', () => {
    const [finding, ...others] = findingsIn(asked({ path: '/ws/' }), answered(404, '<!DOCTYPE html>Cannot GET /ws/'));
    expect(finding).toMatchObject({ rule: 'wrong-path', certainty: 'certain' });
    expect(finding?.remedies[0]?.snippets.map(({ code }) => code).join()).toMatch(/path: "\/ws\/".*path="ws"/s);
    expect(others).toEqual([]);
  });

  test('U3: taken and never answered, which the client tells by its timeout', () => {
    const hanging = `
       1ms > GET #1 ${POLL}
   20001ms client connect_error {"message":"timeout"}
   20001ms fail #1 status 0, nothing readable`;
    expect(namesIn(asked(), hanging)).toEqual(['hanging likely']);
    expect(namesIn(asked(), hanging, report(20100, 'handshake', 'hanging'))).toEqual(['hanging likely']);
  });

  test('U4: a web page in place of the handshake', () => {
    const page = answered(200, '<!doctype html><title>App</title>').replace('xhr poll error', 'server error');
    const closed = '5ms client close {"reason":"transport error"}';
    expect(namesIn(asked(), page, closed)).toEqual(['html certain']);
  });

  test('U5: a WebSocket that says nothing, or polling that is answered 426', () => {
    const silent = `1ms open #7 ${WS}\n1501ms client connect_error {"message":"timeout"}\n1502ms close #7 1005`;
    const only = asked({ transports: ['websocket'] });
    expect(namesIn(only, silent)).toEqual(['not-socketio likely']);
    expect(namesIn(only, silent, report(1600, 'websocket-4', 'silent'))).toEqual(['not-socketio certain']);
    expect(namesIn(asked(), answered(426, 'Upgrade Required'))).toEqual(['not-socketio likely']);
  });

  test.each([401, 403, 429, 502, 503, 504])('U6: a gateway that answers %i', (status) => {
    const [finding, ...others] = findingsIn(asked(), answered(status, `<html><h1>${status}</h1><hr>nginx</html>`));
    expect(finding).toMatchObject({ rule: 'gateway', certainty: 'certain' });
    expect(finding?.cause).toContain(String(status));
    expect(others).toEqual([]);
  });

  test('U7: a redirect, which a WebSocket does not follow', () => {
    const location = 'https://api.example/socket.io/?EIO=4&transport=polling';
    const [finding, ...others] = findingsIn(
      asked({ transports: ['websocket'] }),
      REFUSED,
      report(1310, 'handshake', 'redirected', { location }),
    );
    expect(finding).toMatchObject({ rule: 'redirected', certainty: 'certain' });
    expect(finding?.waysRound[0]?.change).toEqual({ url: 'https://api.example', path: '/socket.io/' });
    expect(others).toEqual([]);
  });

  test('E7: a host of serverless functions', () => {
    const lost = `
       1ms > GET #1 https://x.vercel.app/socket.io/?EIO=4
       4ms < 200 #1 ${OPEN}
       5ms > GET #2 https://x.vercel.app/socket.io/?EIO=4&sid=a
       6ms < 400 #2 "{\\"code\\":1,\\"message\\":\\"Session ID unknown\\"}"`;
    expect(namesIn(asked({ url: 'https://x.vercel.app' }), lost)).toEqual(['serverless likely']);
  });
});

test('once the connection is up, what kept it from that is no finding, nor what the checks had found', () => {
  const reports = [report(1320, 'reachable', 'answered'), report(1340, 'websocket-4', 'open-packet')];
  const up = UP_BY_WEBSOCKET.replaceAll(/^ *(\d+)ms/gm, '200$1ms');
  expect(namesIn(asked(), UNREADABLE, report(1310, 'handshake', 'unreadable'), ...reports, up)).toEqual([]);
});
