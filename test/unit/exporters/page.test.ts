import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPageTemplate, pageAround } from '../../../src/exporters/page/page.ts';
import { draw } from '../../draw.ts';
import { FULL_HEADER } from '../../session-page.ts';
import { bytesOf, fileOf, gzip, importOf, inTurn } from './session-file.ts';

const TEMPLATE = `<!doctype html>
<html><head><meta name="generator" content="Sockscope session page" />
<meta http-equiv="Content-Security-Policy" content="script-src 'sha256-x'" />
<title>Sockscope session</title><script type="module">use("<!--", "script")</script></head>
<body><!-- session --></body></html>
`;
const EVENTS = draw(`
    0ms > 40
    5ms < 40{"sid":"</script><b>"}
   10ms < hex 00 ff
`);

async function pageOf(file: Uint8Array, cuts: readonly number[] = [], name = 'Checkout'): Promise<string> {
  const pieces = [0, ...cuts.toSorted((a, b) => a - b)].map((at, i, all) => file.subarray(at, all[i + 1]));
  let page = '';
  for await (const piece of pageAround(TEMPLATE, inTurn(pieces), { name, entries: 3 })) page += piece;
  return page;
}

it('holds the session file byte for byte, whatever pieces it comes in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 120_000, size: 'max' }),
      fc.array(fc.nat(120_000), { maxLength: 6 }),
      async (file, cuts) => {
        const page = await pageOf(file, cuts);
        const [, base64 = ''] = /<script type="application\/x-sockscope"[^>]*>([^<]*)<\/script>/.exec(page) ?? [];
        expect(Buffer.from(base64, 'base64').equals(file)).toBe(true);
      },
    ),
    { numRuns: 8 },
  );
});

it('is opened like the file in it, in any pieces', async () => {
  const page = bytesOf(await pageOf(await gzip(await fileOf(FULL_HEADER, EVENTS))));
  for (const size of [page.length, 1000, 7]) {
    const pieces = Array.from({ length: Math.ceil(page.length / size) }, (_, i) =>
      page.slice(i * size, (i + 1) * size),
    );
    const imported = await importOf(pieces);
    expect(imported.events).toEqual(EVENTS);
    expect(imported.header).toEqual(FULL_HEADER);
    expect(imported.problems).toEqual([]);
  }
});

it('that is cut off gives what is readable, and says so', async () => {
  const many = draw(Array.from({ length: 5000 }, (_, n) => `${n}ms < 42["n",${Math.imul(n, 0x9e3779b1)}]`).join('\n'));
  const page = bytesOf(await pageOf(await gzip(await fileOf(FULL_HEADER, many))));
  const imported = await importOf([page.slice(0, page.length - 20_000)]);
  expect(imported.events.length).toBeGreaterThan(1000);
  expect(imported.problems.at(-1)).toMatch(/^After line \d+: .*cut off or damaged/);
});

it('without a session is refused with a sentence', async () => {
  await expect(importOf([bytesOf(TEMPLATE)])).rejects.toThrow('holds no session');
});

it('has the name of its session as title, as text', async () => {
  expect(await pageOf(bytesOf('x'), [], '<b>$& "1"</b>')).toContain(
    '<title>&#60;b&#62;$&#38; &#34;1&#34;&#60;/b&#62; · Sockscope</title>',
  );
});

it('is not made around what is no built viewer', () => {
  expect(isPageTemplate(TEMPLATE)).toBe(true);
  expect(isPageTemplate(TEMPLATE.replace("script-src 'sha256-x'", ''))).toBe(false);
  expect(isPageTemplate('<!doctype html><title>Sockscope</title>')).toBe(false);
});
