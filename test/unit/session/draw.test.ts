import { expect, test } from 'vitest';
import { draw } from '../../draw.ts';

test('every kind of WireEvent can be drawn', () => {
  expect(
    draw(`
       0ms  user   connect {"url":"http://host"}
       1ms  >      GET #1 /socket.io/?EIO=4
       // a poll with two packets
    4.25ms  <      200 #1 0{"sid":"a"}␞40
       5ms  >      POST #2 /socket.io/?sid=a 40
       6ms  open   #3 ws://host/?sid=a
       7ms  >      #3 2probe
       8ms  <      hex 01 ff
       9ms  [2] <  "a\\nb"
      10ms  fail   #2 status 0
      11ms  fail   #3 websocket error
      12ms  close  #3 1006
      13ms  close  #3 1000 done with it
      14ms  client connect /chat {"id":"x"}
      15ms  client close
    `),
  ).toStrictEqual([
    { at: 0, conn: 1, kind: 'user', action: 'connect', detail: { url: 'http://host' } },
    { at: 1, conn: 1, kind: 'request', chan: 1, via: 'polling', method: 'GET', url: '/socket.io/?EIO=4' },
    { at: 4.25, conn: 1, kind: 'response', chan: 1, via: 'polling', status: 200, payload: '0{"sid":"a"}\x1e40' },
    {
      at: 5,
      conn: 1,
      kind: 'request',
      chan: 2,
      via: 'polling',
      method: 'POST',
      url: '/socket.io/?sid=a',
      payload: '40',
    },
    { at: 6, conn: 1, kind: 'opened', chan: 3, via: 'websocket', url: 'ws://host/?sid=a' },
    { at: 7, conn: 1, kind: 'frame', chan: 3, via: 'websocket', dir: 'sent', payload: '2probe' },
    { at: 8, conn: 1, kind: 'frame', chan: 1000, via: 'websocket', dir: 'received', payload: new Uint8Array([1, 255]) },
    { at: 9, conn: 2, kind: 'frame', chan: 2000, via: 'websocket', dir: 'received', payload: 'a\nb' },
    { at: 10, conn: 1, kind: 'failed', chan: 2, via: 'polling', message: 'status 0' },
    { at: 11, conn: 1, kind: 'failed', chan: 3, via: 'websocket', message: 'websocket error' },
    { at: 12, conn: 1, kind: 'closed', chan: 3, via: 'websocket', code: 1006, reason: '', clean: false },
    { at: 13, conn: 1, kind: 'closed', chan: 3, via: 'websocket', code: 1000, reason: 'done with it', clean: true },
    { at: 14, conn: 1, kind: 'client', event: 'connect', nsp: '/chat', detail: { id: 'x' } },
    { at: 15, conn: 1, kind: 'client', event: 'close' },
  ]);
});

test.each([
  ['0 > 40', 'a time without its unit'],
  ['0ms = 40', 'an unknown verb'],
  ['0ms >', 'a frame without a payload'],
  ['0ms > hello', 'text that starts unlike a packet'],
  ['0ms > GET /socket.io/', 'a request without its channel'],
  ['0ms < 200 #x ok', 'a response without its channel'],
  ['0ms < hex 1 2', 'half a byte'],
  ['0ms < "a', 'a quote that is not closed'],
  ['0ms open #1', 'a WebSocket without its URL'],
  ['0ms close #1 gone', 'a close without its code'],
  ['0ms client disconnect {"reason"', 'a detail that is no JSON'],
  ['5ms > 2\n4ms < 3', 'time that goes backwards'],
])('%j is refused: %s', (drawn) => {
  expect(() => draw(drawn)).toThrow();
});
