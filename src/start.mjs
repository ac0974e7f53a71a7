import process from 'node:process';
import { buildIfStale, installIfStale, projectRoot, requireNode } from './practice/prepare.mjs';

requireNode();
process.chdir(projectRoot);
if (!installIfStale()) fail('The packages could not be installed. To see why: npm ci');
if (!process.argv.includes('--dev') && !buildIfStale()) fail('The app could not be built. To see why: npm run build');

const { register } = await import('tsx/esm/api');
register();
await import('./serve.ts');

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
