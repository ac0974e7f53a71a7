// Everything that can be said about the sources without running the app. Plain JavaScript, needs Node alone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { projectRoot } from '../src/practice/prepare.mjs';

const FORMATTED = '"{src,test,public}/**/*.{ts,js,mjs,svelte,css,html}" "*.{ts,json}" "!test/{samples,golden}/**"';
const LINTED = '-c test/eslint.config.js src test vite.config.ts';

/** Each with the command that shows or mends what it found. */
export const staticChecks = [
  {
    name: 'lint',
    command: `npx eslint --max-warnings 0 ${LINTED}`,
    fix: `npx eslint --fix ${LINTED}`,
  },
  // It reads the plain TypeScript files as well.
  {
    name: 'svelte-check',
    command: 'npx svelte-check --tsconfig ./tsconfig.json --fail-on-warnings --output human',
    fix: 'npx svelte-check --tsconfig ./tsconfig.json --watch',
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

/** Runs them side by side, and gives the names of those that failed. What one printed is shown only where it did. */
export async function runChecks(checks) {
  const waiting = [...checks];
  const failed = [];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await runCheck(check))) failed.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return failed;
}

async function runCheck({ name, command, fix }) {
  const check = spawn(command, { cwd: projectRoot, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [check.stdout, check.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  }
  const [status] = await once(check, 'close');
  const passed = status === 0;
  process.stdout.write(passed ? `ok      ${name}\n` : `${printed}\nFAILED  ${name}. To mend it: ${fix}\n\n`);
  return passed;
}
