import fc from 'fast-check';
import { captureMs, type Payload, type WireEvent } from '../../../../src/wire/wire-event.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '42["a",1]', '2', '\u0000x', '\ufeff', '🧦', '"\\\n', '</script>', 'ok'),
);
const payload: fc.Arbitrary<Payload> = fc.oneof(text, fc.uint8Array({ maxLength: 30 }));
const headers = fc.dictionary(fc.constantFrom('Content-Type', 'accept', '__proto__'), text, { noNullPrototype: true });
const gap = fc.integer({ min: 1, max: 4_000_000 });

const poll = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  headers,
  body: fc.option(payload, { nil: undefined }),
  status: fc.constantFrom(200, 400, 502),
  answer: fc.option(payload, { nil: undefined }),
  fate: fc.constantFrom('response', 'response', 'failed', 'pending'),
});
const frame = fc.record({ dir: fc.constantFrom('sent', 'received'), payload });
const socket = fc.record({
  frames: fc.array(frame, { maxLength: 8 }),
  end: fc.option(fc.record({ code: fc.constantFrom(1000, 1005, 1006), reason: text, clean: fc.boolean() }), {
    nil: undefined,
  }),
});
const life = fc.record({
  version: fc.constantFrom(3, 4),
  polls: fc.array(poll, { maxLength: 5 }),
  sockets: fc.array(socket, { maxLength: 2 }),
});

/** Engine.IO sessions one after the other at an endpoint each, of every kind of traffic that a HAR can hold. */
export const someConversation: fc.Arbitrary<readonly WireEvent[]> = fc
  .tuple(fc.array(life, { minLength: 1, maxLength: 3 }), fc.array(gap, { minLength: 300, maxLength: 300 }))
  .map(([lives, gaps]) => {
    const events: WireEvent[] = [];
    let us = 0;
    let chan = 0;
    const add = (conn: number, event: object): void => {
      us += gaps[events.length % gaps.length]!;
      events.push({ at: captureMs(us / 1000), conn, ...event } as WireEvent);
    };
    for (const [i, { version, polls, sockets }] of lives.entries()) {
      const conn = i + 1;
      const url = `://host-${conn}/socket.io/?EIO=${version}`;
      const via = 'polling';
      const packet = `0{"sid":"s${conn}","upgrades":[],"pingInterval":1,"pingTimeout":1}`;
      const open = version === 3 ? `${packet.length}:${packet}` : packet;
      add(conn, {
        kind: 'request',
        chan: ++chan,
        via,
        method: 'GET',
        url: `http${url}&transport=polling`,
        headers: {},
      });
      add(conn, { kind: 'response', chan, via, status: 200, headers: {}, payload: open });
      for (const { method, headers, body, status, answer, fate } of polls) {
        const carried = body === undefined ? {} : { payload: body };
        const polled = `http${url}&transport=polling&sid=s${conn}`;
        add(conn, { kind: 'request', chan: ++chan, via, method, url: polled, headers, ...carried });
        const held = answer === undefined ? {} : { payload: answer };
        if (fate === 'response') add(conn, { kind: 'response', chan, via, status, headers, ...held });
        if (fate === 'failed') add(conn, { kind: 'failed', chan, via, message: 'status 0, nothing readable' });
      }
      for (const { frames, end } of sockets) {
        add(conn, { kind: 'opened', chan: ++chan, via: 'websocket', url: `ws${url}&transport=websocket&sid=s${conn}` });
        for (const one of frames) add(conn, { kind: 'frame', chan, via: 'websocket', ...one });
        if (end) add(conn, { kind: 'closed', chan, via: 'websocket', ...end });
      }
    }
    return events;
  });
