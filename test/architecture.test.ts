import { describe, expect, it } from 'vitest';
import { offencesIn } from './import-rule.ts';
import { sourceFiles } from './source-files.ts';

/** Offences that are known and paid for later: the file, what it does, and why it may. */
const debt: readonly { readonly file: string; readonly what: string; readonly reason: string }[] = [];

describe('the sources', () => {
  it('keep the import rule, but for the debt', () => {
    const offences = sourceFiles(/\.(ts|svelte|mjs)$/).flatMap(({ file, source }) => offencesIn(file, source));
    expect(offences).toEqual(debt.map(({ file, what }) => ({ file, what })));
  });

  it('owe no more than they did', () => {
    expect(debt.length).toBe(0);
  });
});

function whatIn(file: string, source: string): readonly string[] {
  return offencesIn(file, source).map((offence) => offence.what);
}

describe('the import rule', () => {
  it.each([
    ['session/log.ts', `import { ok } from '../base/result.ts';`],
    ['session/log.ts', `import type { Seq } from './entry.ts';`],
    ['worker/link.ts', `new Worker(new URL('./main.ts', import.meta.url), { type: 'module' });`],
    [
      'ui/App.svelte',
      `<script lang="ts">\nimport { onMount } from 'svelte';\nimport { a } from '../worker/link.ts';\n</script>`,
    ],
    ['practice/listen.ts', `import { once } from 'node:events';`],
    ['main.ts', `import { mount } from 'svelte';\nimport App from './ui/App.svelte';`],
    ['capture/tap.ts', `const real = globalThis.WebSocket; setTimeout(() => Date.now());`],
    ['wire/at.ts', `// Date.now() is not for here\nconst text = 'window.fetch';\ntype Ask = typeof fetch;`],
    ['replay/player.ts', `export const play = (setTimeout: Delay) => setTimeout(1);`],
    ['exporters/har.ts', `const entry = { performance: 1, self: har.document };`],
    ['exporters/har.ts', `new Date(startedAt).toISOString();`],
    ['worker/main.ts', `import { version } from '../../package.json';`],
  ])('allows in %s: %s', (file, source) => {
    expect(whatIn(file, source)).toEqual([]);
  });

  it.each([
    [
      'base/bytes.ts',
      `import { seq } from '../session/entry.ts';`,
      'imports ../session/entry.ts: base/ may not know session/',
    ],
    [
      'importers/har.ts',
      `export * from '../exporters/har.ts';`,
      'imports ../exporters/har.ts: importers/ may not know exporters/',
    ],
    [
      'ui/App.ts',
      `const a = await import('../practice/listen.ts');`,
      'imports ../practice/listen.ts: ui/ may not know practice/',
    ],
    [
      'storage/shelf.ts',
      `type T = import('../worker/remote.ts').T;`,
      'imports ../worker/remote.ts: storage/ may not know worker/',
    ],
    [
      'capture/link.ts',
      `new Worker(new URL('../worker/main.ts', import.meta.url));`,
      'imports ../worker/main.ts: capture/ may not know worker/',
    ],
    [
      'ui/Row.svelte',
      `<p>a</p><script>import { a } from '../relay/a.ts';</script>`,
      'imports ../relay/a.ts: ui/ may not know relay/',
    ],
    ['utils/a.ts', ``, 'src/utils/ is not in the layout'],
    ['wire/a.ts', `import '../main.ts';`, 'imports ../main.ts: the composition root is for nobody'],
    ['wire/a.ts', `import '../../test/draw.ts';`, 'imports ../../test/draw.ts, which is outside src/'],
    [
      'session/a.ts',
      `import { version } from '../../package.json';`,
      'imports ../../package.json, which is outside src/',
    ],
    ['worker/a.svelte.ts', ``, 'Svelte lives under ui/'],
    ['worker/a.ts', `import { tick } from 'svelte';`, 'imports svelte: Svelte is for ui/'],
    ['capture/a.ts', `import { readFileSync } from 'fs';`, 'imports fs: Node is for relay/ and practice/'],
    ['ui/a.ts', `import { join } from 'node:path';`, 'imports node:path: Node is for relay/ and practice/'],
    ['session/a.ts', `const at = Date.now();`, 'uses Date.now'],
    ['session/a.ts', `const at = new Date();`, 'uses new Date()'],
    ['doctor/a.ts', `const roll = Math.random();`, 'uses Math.random'],
    ['lessons/a.ts', `setTimeout(teach, 1000);`, 'uses setTimeout'],
    ['importers/a.ts', `const page = { fetch };`, 'uses fetch'],
    ['exporters/a.ts', `document.createElement('a');`, 'uses document'],
    ['projections/a.ts', `class Mine extends Worker {}`, 'uses Worker'],
  ])('forbids in %s: %s', (file, source, what) => {
    expect(whatIn(file, source)).toEqual([what]);
  });
});
