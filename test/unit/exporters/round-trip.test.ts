import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutUp, someEvents, someHeader } from './arbitrary-session.ts';
import { fileOf, gzip, importOf } from './session-file.ts';

const places = fc.array(fc.nat(100_000), { maxLength: 6 });

test('what is exported comes back equal, however the file arrives', async () => {
  await fc.assert(
    fc.asyncProperty(someHeader, someEvents, places, async (header, events, cuts) => {
      const imported = await importOf(cutUp(await fileOf(header, events), cuts));
      // Vitest's own equality is misled by fields called `constructor`.
      deepStrictEqual(imported, { header, events, problems: [], problemCount: 0 });
    }),
  );
});

test('export, import and export again gives the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(someHeader, someEvents, async (header, events) => {
      const file = await fileOf(header, events);
      const imported = await importOf([file]);
      expect(await fileOf(imported.header, imported.events)).toEqual(file);
    }),
  );
});

test('a compressed file is read like a plain one', async () => {
  await fc.assert(
    fc.asyncProperty(someHeader, someEvents, places, async (header, events, cuts) => {
      const imported = await importOf(cutUp(await gzip(await fileOf(header, events)), cuts));
      deepStrictEqual(imported, { header, events, problems: [], problemCount: 0 });
    }),
    { numRuns: 30 },
  );
});
