// Everything that can be said about the sources without running the app. Plain JavaScript, needs Node alone.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { projectRoot } from '../src/practice/prepare.mjs';

const FORMATTED = '"{src,test,public}/**/*.{ts,js,mjs,svelte,css,html}" "*.{ts,json}" "!test/{samples,golden}/**"';
const LINTED = '-c test/eslint.config.js src test vite.config.ts';

/** Each with the command that shows or mends what it found. */
export const staticChecks = [
  {
    name: 'svelte-check',
    command: 'npx svelte-check --tsconfig ./tsconfig.json --fail-on-warnings --output human',
    fix: 'npx svelte-check --tsconfig ./tsconfig.json --watch',
  },
  { name: 'types', command: 'npx tsc --noEmit', fix: 'npx tsc --noEmit --watch' },
  {
    name: 'lint',
    command: `npx eslint --max-warnings 0 ${LINTED}`,
    fix: `npx eslint --fix ${LINTED}`,
  },
  {
    name: 'format',
    command: `npx prettier --log-level warn --check ${FORMATTED}`,
    fix: `npx prettier --write ${FORMATTED}`,
  },
];

/** Part of the unit tests as well. */
export const layoutCheck = {
  name: 'layout',
  command: 'npx vitest run test/architecture.test.ts test/sizes.test.ts',
  fix: 'npx vitest test/architecture.test.ts test/sizes.test.ts',
};

/** Whether the check passed. What it printed is shown only where it did not. */
export function runCheck({ name, command, fix }) {
  const { status, output } = spawnSync(command, { cwd: projectRoot, shell: true, encoding: 'utf8' });
  const passed = status === 0;
  process.stdout.write(passed ? `ok      ${name}\n` : `${output.join('')}\nFAILED  ${name}. To mend it: ${fix}\n\n`);
  return passed;
}
