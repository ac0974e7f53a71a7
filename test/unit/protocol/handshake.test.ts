import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHandshake } from '../../../src/protocol/engineio/handshake.ts';
import { anyText, jsonText, mutated } from './arbitraries.ts';

const DOCUMENTED =
  '{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}';

describe('decodeHandshake', () => {
  test('reads the example of the protocol document', () => {
    const value = {
      sid: 'lv_VI97HAXpY6yYWAAAC',
      upgrades: ['websocket'],
      pingInterval: 25000,
      pingTimeout: 20000,
      maxPayload: 1000000,
    };
    expect(decodeHandshake(DOCUMENTED)).toEqual({ ok: true, value });
    expect(decodeHandshake(`0${DOCUMENTED}`, 1)).toEqual({ ok: true, value });
  });

  test('takes other key orders, number forms and fields, and a server that tells no maxPayload', () => {
    const text = '{"pingTimeout":5e3,"x":null,"pingInterval":300.0,"upgrades":[],"sid":"a"}';
    const value = { sid: 'a', upgrades: [], pingInterval: 300, pingTimeout: 5000 };
    expect(decodeHandshake(text)).toEqual({ ok: true, value });
    const whole = `${text.slice(0, -1)},"maxPayload":5000000.0}`;
    expect(decodeHandshake(whole)).toEqual({ ok: true, value: { ...value, maxPayload: 5000000 } });
  });

  test.each([
    ['', 'json-ends', 0],
    ['{"sid":"a"', 'json-ends', 10],
    ['{"sid":a}', 'json', 7],
    ['null', 'handshake', 0],
    ['[]', 'handshake', 0],
    ['"sid"', 'handshake', 0],
    ['7', 'handshake', 0],
    ['{}', 'handshake', 0],
    [DOCUMENTED.replace('"lv_VI97HAXpY6yYWAAAC"', '1'), 'handshake', 0],
    [DOCUMENTED.replace('["websocket"]', 'null'), 'handshake', 0],
    [DOCUMENTED.replace('["websocket"]', '[1]'), 'handshake', 0],
    [DOCUMENTED.replace('25000', '"25000"'), 'handshake', 0],
    [DOCUMENTED.replace('20000', '1e999'), 'handshake', 0],
    [DOCUMENTED.replace('20000', '-1'), 'handshake', 0],
  ])('says of %j: %s at %d', (text, reason, offset) => {
    expect(decodeHandshake(text)).toEqual({ ok: false, error: { reason, offset } });
    expect(decodeHandshake(`0${text}`, 1)).toEqual({ ok: false, error: { reason, offset: offset + 1 } });
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, jsonText, mutated(fc.constant(DOCUMENTED))), (text) => {
        const result = decodeHandshake(text);
        if (!result.ok) expect(result.error.offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
