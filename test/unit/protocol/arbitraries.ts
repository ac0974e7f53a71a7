import fc from 'fast-check';

const quoted = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.string().map((text) => JSON.stringify(text)),
  fc.constantFrom('"\\ud800"', '"\\\\"', '"\\/\\b\\f\\n\\r\\t\\u00e9"', '"\\"\\\\\\""', '"\u2028\ud83d"'),
);

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.constantFrom('0', '-0', '0.0', '1e5', '1E+400', '-1.5e-7', '123456789012345678901234567890', '5000000.0'),
);

const scalar = fc.oneof(quoted, number, fc.constantFrom('true', 'false', 'null'));

/** JSON in all its forms: blanks between tokens, escapes, exponents, duplicate keys, `__proto__`. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const blank = fc.constantFrom('', '', '', ' ', '\n', '\t\r ');
  const around = (inner: fc.Arbitrary<string>) => fc.tuple(blank, inner, blank).map((parts) => parts.join(''));
  const key = fc.oneof(fc.constantFrom('"__proto__"', '"a"', '"\\u0061"', '"constructor"', '""'), quoted);
  const member = fc.tuple(around(key), around(tie('value'))).map(([name, value]) => `${name}:${value}`);
  const list = (element: fc.Arbitrary<string>) =>
    fc.oneof(
      blank,
      fc.array(element, { minLength: 1, maxLength: 4 }).map((all) => all.join(',')),
    );
  return {
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      list(around(tie('value'))).map((inside) => `[${inside}]`),
      list(member).map((inside) => `{${inside}}`),
    ),
  };
}).value;

/** `text` with up to three of its characters cut out, doubled or overwritten. */
export function mutated(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom('', '"', '\\', '\\u12', '[', ']', '{', '}', ',', ':', '-', '/', 'b', 'e', '.', ' ', '\u00a0', '\n'),
    fc.constantFrom('0', '1', '9', '\x1e', '\x00', 'true', '\ud800', '='),
    fc.string({ unit: 'binary', maxLength: 2 }),
  );
  const edit = fc.record({ at: fc.nat(), cut: fc.nat(3), piece });
  return fc.tuple(text, fc.array(edit, { maxLength: 3 })).map(([start, edits]) =>
    edits.reduce((now, { at, cut, piece: put }) => {
      const place = at % (now.length + 1);
      return now.slice(0, place) + put + now.slice(place + cut);
    }, start),
  );
}

export const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string());

const oddBlank = fc.constantFrom(' ', '\u00a0', '\ufeff', '\u2003', '\u1680', '\v', '\u180e', '\u200b');

/** Texts built from the parts of Socket.IO packets, right and wrong. */
export const packetText: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '', 'a', '-'), oddBlank),
    fc.oneof(
      fc.constant(''),
      fc.constantFrom('1-', '2-', '10-', '11-', '0-', '-', '0x1-', '1e0-', ' 1 -', '1.5-', '+3-'),
    ),
    fc.oneof(fc.constant(''), fc.constantFrom('/', '/,', '/admin,', '/a?b=c,', '//,', '/admin', 'admin,')),
    fc.oneof(fc.constant(''), fc.nat().map(String), fc.bigInt({ min: 0n }).map(String), oddBlank, fc.constant('1 2')),
    fc.oneof(
      fc.constant(''),
      jsonText,
      jsonText.map((json) => `["tick",${json}]`),
      jsonText.map((json) => `[${json}]`),
      fc.constantFrom(
        '["connect"]',
        '["\\u0063onnect"]',
        '["newListener",1]',
        '["connected"]',
        '[7,"x"]',
        '[-1e2]',
        '[]',
      ),
    ),
  )
  .map((parts) => parts.join(''));
