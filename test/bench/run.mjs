// Plain JavaScript that needs Node alone: it makes sure that there is something to measure with.
import process from 'node:process';
import { installIfStale, projectRoot, requireNode } from '../../src/practice/prepare.mjs';

requireNode();
process.chdir(projectRoot);
if (!installIfStale()) process.exit(1);

const { register } = await import('tsx/esm/api');
register();
await import('./bench.ts');
