import fc from 'fast-check';
import { Encoder } from 'socket.io-msgpack-parser';
import { expect, test } from 'vitest';
import type { RedactionRule } from '../../../src/redaction/rule.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';
import { BARE, frame, pattern, redacted, say } from './redacted.ts';

const fileOf = (events: readonly WireEvent[], rules: readonly RedactionRule[] = []) => {
  const clean = redacted(events, { rules });
  expect(clean.redactor.check).toMatchObject({ left: [], broken: [] });
  return clean.events
    .map((event) => JSON.stringify(event, (_, value: unknown) => (value instanceof Uint8Array ? ascii(value) : value)))
    .join('\n');
};
const ascii = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
const packed = (data: unknown) => {
  const [bytes]: readonly Iterable<number>[] = Object(new Encoder().encode({ type: 2, nsp: '/', data } as never));
  return Uint8Array.from(bytes!);
};

test.each([
  ['order 4711 4111111111111111 paid', '4111111111111111'],
  ['2026 4012 8888 8888 1881', '4012 8888 8888 1881'],
  ['5555 5555 5555 4444 12/27 123', '5555 5555 5555 4444'],
  ['id=12345 6011111111111117', '6011111111111117'],
  ['6011000990139424 12', '6011000990139424'],
  ['no.3782-822463-10005 77', '3782-822463-10005'],
  ['3.50 4111111111111111', '4111111111111111'],
])('in "%s" the card is found', (text, card) => {
  expect(fileOf([say(text)])).not.toContain(card);
  expect(fileOf([frame(Uint8Array.of(0, 1, 2, ...new TextEncoder().encode(text)))])).not.toContain(card);
});

test('a card is found between any groups of digits', () => {
  const groups = fc.array(fc.stringMatching(/^\d{1,10}$/), { maxLength: 4 });
  const card = fc.constantFrom('4111 1111 1111 1111', '5500005555555559', '3782-822463-10005', '30569309025904');
  fc.assert(
    fc.property(groups, card, groups, (before, value, after) => {
      const text = [...before, value, ...after].join(' ');
      const { events } = redacted([say(text), say(value)]);
      expect((events[0] as { payload: string }).payload).not.toContain(value);
      expect((events[0] as { payload: string }).payload.replace(/\D/g, '')).not.toContain(value.replace(/\D/g, ''));
      expect((events[1] as { payload: string }).payload).not.toContain(value);
    }),
  );
});

test.each(['+49 151 23456789', '+4915123456789', '0049 30 901820 4711', 'f47ac10b-58cc-4372-a567-446655440009'])(
  '%s is no card',
  (text) => expect(redacted([say(text)]).finder.preview().secrets).toEqual([]),
);

test.each(['{"version":"1.2.3.4"}', '{"app":{"appVersion":"10.20.30.40"}}', '"ver 1.2.3.4"', '"app_version=1.2.3.4"'])(
  'the version in %s is no address',
  (json) => expect(redacted([frame(`42["say",${json}]`)]).finder.preview().secrets).toEqual([]),
);

test.each<[string, string, WireEvent]>([
  ['NvPass77', 'a name beside its value', say([{ name: 'password', value: 'NvPass77' }])],
  ['NvKey33', 'a key beside its value', say({ name: 'x-api-key', value: 'NvKey33' })],
  ['NvPass88', 'a value before its name', say({ value: 'NvPass88', name: 'password' })],
  ['PackPass1', 'a packet of MessagePack', frame(packed(['say', { name: 'password', value: 'PackPass1' }]))],
  ['SigOwn99', 'a query', say('https://x.org/file?sig=SigOwn99')],
  ['ErrTok321abc', 'an error of the server', frame('44{"message":"bad token ErrTok321abc"}')],
])('%s is found in %s', (value, _, event) => {
  expect(fileOf([event])).not.toContain(value);
});

test('a password in an attachment that is MessagePack is found, and it stays MessagePack', () => {
  const bytes = Uint8Array.of(
    0x82,
    0xa8,
    ...new TextEncoder().encode('password'),
    0xa9,
    ...new TextEncoder().encode('AttPass66'),
    0xa1,
    0x6e,
    0xff,
  );
  const { events } = redacted([frame('451-["file",{"_placeholder":true,"num":0}]'), frame(bytes)], {
    header: { ...BARE },
  });
  const after = ascii((events[1] as { payload: Uint8Array }).payload);
  expect(after).toBe(
    '\x82\xa8password\xaapassword-1\xa1n\xff'.replace(/[\x80-\xff]/g, (c) => ascii(Uint8Array.of(c.charCodeAt(0)))),
  );
});

test('the shape decides the kind before the place does', () => {
  const { finder } = redacted(
    draw(`
      0ms > 40{"user":"ada@engine.org","password":"81.2.69.142","card":"4111111111111111"}
      1ms < 42["say","ada@engine.org"]
    `),
  );
  expect(finder.preview().secrets.map(({ kind }) => kind)).toEqual(['e-mail', 'IP address', 'card-like']);
});

test.each<[string, string, WireEvent]>([
  ['Own', 'QtokOwnSecret5511', say('access_token=QtokOwnSecret5511')],
  ['Own', '5555555555554444', frame(new TextEncoder().encode('access_token=BinOwnToken777 5555555555554444'))],
  ['anna', 'tk-anna-9f8e7d6c5b4a', frame('40{"token":"tk-anna-9f8e7d6c5b4a"}')],
  ['anna', 'tk-anna-9f8e7d6c5b4a', say('x-auth-token: tk-anna-9f8e7d6c5b4a')],
  ['4012', '4012 8888 8888 1881', say('4012 8888 8888 1881')],
])('a rule for %s takes nothing away from %s', (rule, value, event) => {
  const file = fileOf([event], [pattern(rule)]);
  for (let at = 0; at + 5 <= value.length; at++) expect(file).not.toContain(value.slice(at, at + 5));
});

test('a rule only widens what is replaced', () => {
  const secret = fc.stringMatching(/^[A-Za-z]{3}[A-Za-z0-9-]{6,14}\d$/);
  const wrap = fc.constantFrom<(value: string) => string>(
    (value) => `access_token=${value} and more`,
    (value) => `https://x.org/?a=1&token=${value}&b=2`,
    (value) => `https%3A%2F%2Fx.org%2F%3Ftoken%3D${value}%26b`,
    (value) => `ask ${value}@engine.org`,
    (value) => `Bearer ${value}`,
    (value) => JSON.stringify({ password: value }),
    (value) => `pay 4012 8888 8888 1881 to ${value}`,
  );
  const stretch = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(secret, fc.array(wrap, { minLength: 1, maxLength: 3 }), stretch, (value, wraps, [from, length]) => {
      const events = wraps.map((form) => say(form(value)));
      const text = wraps.map((form) => form(value)).join(' ');
      const part = text.slice(from % text.length).slice(0, length);
      const rules = [pattern(part.replace(/[^A-Za-z0-9 @&=]/g, (unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`))];
      const bare = redacted(events);
      const ruled = redacted(events, { rules });
      expect(ruled.finder.flaws).toEqual([]);
      for (const [seq, event] of events.entries()) {
        const covered = ruled.redactor.entry(seq, event).wasMarks;
        for (const { start, end } of bare.redactor.entry(seq, event).wasMarks) {
          for (let at = start; at < end; at++)
            expect(covered.some((mark) => mark.start <= at && at < mark.end)).toBe(true);
        }
      }
      expect(ruled.redactor.check).toMatchObject({ left: [], broken: [] });
    }),
    { numRuns: 200 },
  );
});

test('the times of all secrets add up to what is replaced, and stay the same with the next preview', () => {
  const header = {
    ...BARE,
    name: 'of ada@engine.org',
    notes: [{ seq: 0, text: 'swordfish-77 again' }],
    tags: ['swordfish-77'],
    cover: { happened: 'Zebra-4711-x and swordfish-77' },
  } as unknown as typeof BARE;
  const events = [
    say('swordfish-77', btoa('xy swordfish-77')),
    say({ password: 'swordfish-77' }),
    frame(Uint8Array.of(0, 1, 2, ...new TextEncoder().encode('\0swordfish-77\0ada@engine.org'), 0xff)),
    say({ token: 'Zebra-4711-x' }),
  ];
  const { finder, redactor, header: clean } = redacted(events, { header });
  const preview = finder.preview();
  const times = preview.secrets.map(({ id }) => redactor.timesOf(id));
  expect(times).toEqual([2, 7, 2]);
  expect(times.reduce((sum, count) => sum + count)).toBe(clean.redaction?.replaced);
  expect(preview.secrets.map((secret) => secret.times)).toEqual(times);
  expect(preview.replaced).toBe(clean.redaction?.replaced);
  expect(finder.preview(['swordfish-77']).secrets.map((secret) => secret.times)).toEqual(times);
});

test('tells how often each rule fits', () => {
  const rules: readonly RedactionRule[] = [
    { id: 'p', isOn: true, by: 'path', path: '[0].no' },
    { id: 'q', isOn: true, by: 'path', path: 'no' },
    { id: 'e', isOn: true, by: 'event', event: 'say' },
    { id: 'E', isOn: true, by: 'event', event: 'Say' },
    { id: 't', isOn: true, by: 'pattern', pattern: 'ORD-\\d+' },
    { id: 'off', isOn: false, by: 'pattern', pattern: 'ORD' },
  ];
  const header = { ...BARE, name: 'about ORD-12' };
  const { finder } = redacted([say({ no: 17 }, 'x'), frame('42["other",{"no":"18"},"ORD-12 ORD-13"]')], {
    rules,
    header,
  });
  expect(finder.preview().ruleHits).toEqual({ p: 2, q: 0, e: 2, E: 0, t: 3 });
  expect(finder.preview().ruleHits).toEqual({ p: 2, q: 0, e: 2, E: 0, t: 3 });
});

test('a pattern finds what it asks for in bytes that nobody can read', () => {
  const bytes = Uint8Array.of(0, 1, 255, ...new TextEncoder().encode('order KD-4711 paid'), 0, 254);
  const file = fileOf([frame(bytes)], [pattern('KD-\\d+')]);
  expect(file).toContain('order ');
  expect(file).not.toContain('4711');
});
