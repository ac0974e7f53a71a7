import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

const MEDIAN_LINES = 100;
const SOFT_LINES = 250;
const HARD_LINES = 400;

const sizes = sourceFiles(/\.(ts|svelte)$/)
  .map(({ file, source }) => ({ file, lines: source.trimEnd().split('\n').length }))
  .sort((a, b) => b.lines - a.lines);

it(`half of the files have at most ${MEDIAN_LINES} lines`, () => {
  expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(MEDIAN_LINES);
});

it(`no file has more than ${HARD_LINES} lines`, () => {
  for (const { file, lines } of sizes.filter((size) => size.lines > SOFT_LINES))
    process.stderr.write(`src/${file} has ${lines} lines: split it where it reads better.\n`);
  expect(sizes.filter((size) => size.lines > HARD_LINES)).toEqual([]);
});
