import { describe, expect, test } from 'vitest';
import { asked, namesIn, OPEN, POLL, speaking, UP_BY_POLLING, UP_BY_WEBSOCKET, UPGRADED, URL, WS } from './diagnose.ts';

const FLASK_OPEN = '0{"sid":"a","upgrades":[],"pingTimeout":20000,"pingInterval":25000}';

describe('what is no failure is no finding:', () => {
  test('polling, then upgrade, with events, acknowledgements and heartbeats', () => {
    expect(
      namesIn(
        asked(),
        UPGRADED,
        `20ms > #5 42["hi",1]
         21ms < #5 42["hi",1]
         22ms > #5 420["ask"]
         25ms < #5 430["yes"]
      25020ms < #5 2
      25021ms > #5 3`,
      ),
    ).toEqual([]);
  });

  test('WebSocket only', () => expect(namesIn(asked({ transports: ['websocket'] }), UP_BY_WEBSOCKET)).toEqual([]));

  test('polling only by choice', () => expect(namesIn(asked({ transports: ['polling'] }), UP_BY_POLLING)).toEqual([]));

  test('polling only by choice, from a server that offers nothing else', () => {
    expect(namesIn(asked({ transports: ['polling'] }), UP_BY_POLLING.replace(OPEN, FLASK_OPEN))).toEqual([]);
  });

  test('a server that was restarted and came back', () => {
    expect(
      namesIn(
        asked(),
        UPGRADED,
        `1000ms close #5 1006
         1000ms client close {"reason":"transport close"}
         1000ms client disconnect / {"reason":"transport close","context":{"code":1006}}
         2100ms client reconnect_attempt {"attempt":1}
         2101ms > GET #11 ${POLL}
         2102ms fail #11 status 0, nothing readable
         2102ms client connect_error {"message":"xhr poll error","type":"TransportError","description":0}
         4000ms client reconnect_attempt {"attempt":2}
         4001ms > GET #12 ${POLL}
         4004ms < 200 #12 ${OPEN.replace('"a"', '"c"')}
         4005ms > POST #13 ${POLL}&sid=c 40
         4006ms > GET #14 ${POLL}&sid=c
         4007ms < 200 #13 ok
         4008ms < 200 #14 40{"sid":"d"}
         4008ms client connect / {"id":"d","recovered":false}
         4008ms client reconnect {"attempt":2}`,
      ),
    ).toEqual([]);
  });

  test('a person who leaves, in the middle of an upgrade or not', () => {
    const leaving = `
       20ms user disconnect
       20ms > #5 41
       20ms client disconnect / {"reason":"io client disconnect"}
       21ms client close {"reason":"forced close"}
       22ms close #5 1005`;
    expect(namesIn(asked(), UPGRADED, leaving)).toEqual([]);
    const probing = `
       10ms open #5 ${WS}&sid=a
       11ms > #5 2probe
       12ms user disconnect
       12ms client upgrade_error {"message":"probe error: socket closed"}
       12ms client disconnect / {"reason":"io client disconnect"}
       13ms close #5 1005
       13ms fail #4 status 0, nothing readable`;
    expect(namesIn(asked(), UP_BY_POLLING, probing)).toEqual([]);
  });

  test('an import that knows nothing of the client', () => {
    expect(namesIn(UPGRADED.replace(/^.*\b(client|user)\b.*$/gm, ''))).toEqual([]);
  });

  test('Socket.IO 2, where CONNECT comes unasked and the client pings', () => {
    expect(
      namesIn(
        asked({ protocol: 'v2' }),
        speaking('v2'),
        `1ms > GET #1 ${URL}/socket.io/?EIO=3&transport=polling
         4ms < 200 #1 "96:0{\\"sid\\":\\"a\\",\\"upgrades\\":[\\"websocket\\"],\\"pingInterval\\":25000,\\"pingTimeout\\":5000,\\"x\\":123456789}2:40"
         4ms client connect /
         9ms open #5 ws://api.example:3000/socket.io/?EIO=3&transport=websocket&sid=a
        10ms > #5 2probe
        11ms < #5 3probe
        12ms > #5 5
        20ms < #5 42["hi"]
     25000ms > #5 2
     25001ms < #5 3`,
      ),
    ).toEqual([]);
  });

  test('Engine.IO alone', () => {
    expect(
      namesIn(
        asked({ protocol: 'eio4' }),
        speaking('eio4'),
        `1ms open #7 ${WS}\n2ms < #7 ${OPEN}\n3ms > #7 4hi\n4ms < #7 4hi`,
      ),
    ).toEqual([]);
  });

  test('python-socketio, whose first event may come before CONNECT', () => {
    const early = UP_BY_WEBSOCKET.replace('3ms > #7 40', '3ms > #7 40\n3ms < #7 42["welcome",1]');
    expect(namesIn(asked({ transports: ['websocket'] }), early)).toEqual([]);
  });

  test('a namespace that the person leaves, another that stays', () => {
    expect(
      namesIn(
        asked(),
        UPGRADED,
        '20ms > #5 40/chat,\n22ms < #5 40/chat,{"sid":"x"}\n30ms user leave {"nsp":"/chat"}\n30ms > #5 41/chat,',
      ),
    ).toEqual([]);
  });
});
