// Runs everything that can be run, and ends with one line: "N passed, N failed". Plain JavaScript, needs Node alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildIfStale, installIfStale, projectRoot, requireNode } from '../src/practice/prepare.mjs';
import { findChromium } from './chromium.mjs';
import { failedInPlaywright, failedInVitest } from './failed-tests.mjs';
import { matrixTable } from './matrix-table.mjs';
import { installMissing } from './servers/debian.mjs';
import { runChecks, staticChecks } from './static-checks.mjs';

const reports = mkdtempSync(join(tmpdir(), 'sockscope-test-'));
const sum = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

// However it ends, even by a failed install, what failed stands together and the last line is the sum.
process.on('exit', (code) => {
  rmSync(reports, { recursive: true, force: true });
  if (code !== 0 && sum.failed === 0) sum.failed = 1;
  for (const name of failures) process.stdout.write(`FAILED  ${name}\n`);
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed${skipped}\n`);
});

process.chdir(projectRoot);
requireNode();
if (!installIfStale()) process.exit(1);
const isBuilt = buildIfStale();
add(isBuilt ? { passed: 1 } : { failed: ['the build, so there is no app to test in the browser: npm run build'] });
const failedChecks = await runChecks(staticChecks);
add({ passed: staticChecks.length - failedChecks.length, failed: failedChecks });
installMissing();
runSuite('vitest', vitestSum, (report) => [
  'npx vitest run --reporter=default --reporter=json',
  `--outputFile.json="${report}"`,
]);
if (isBuilt) {
  await requireChromium();
  runSuite('playwright', playwrightSum, () => [
    'npx playwright test -c test/playwright.config.ts --reporter=list,json',
  ]);
}
process.exit(sum.failed > 0 ? 1 : 0);

function add({ passed = 0, failed = [], skipped = 0 }) {
  sum.passed += passed;
  sum.failed += failed.length;
  failures.push(...failed);
  sum.skipped += skipped;
}

/** A runner that ends in failure without telling of a failed test has crashed, and that counts as one. */
function runSuite(name, sumOf, commandFor) {
  const report = join(reports, `${name}.json`);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { status } = spawnSync(commandFor(report).join(' '), {
    env,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const result = existsSync(report) ? sumOf(JSON.parse(readFileSync(report, 'utf8'))) : { failed: [] };
  if (status !== 0 && result.failed.length === 0) result.failed.push(`${name} itself, with exit code ${status}`);
  add(result);
}

function vitestSum(report) {
  return {
    passed: report.numPassedTests,
    failed: failedInVitest(report),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function playwrightSum(report) {
  process.stdout.write(
    matrixTable(report)
      .map((line) => `${line}\n`)
      .join(''),
  );
  const { expected, skipped } = report.stats;
  return { passed: expected, failed: failedInPlaywright(report), skipped };
}

async function requireChromium() {
  if (findChromium()) return;
  const { chromium } = await import('playwright');
  if (existsSync(chromium.executablePath())) return;
  process.stdout.write('No Chromium here: installing one.\n');
  const install = (command) => spawnSync(command, { shell: true, stdio: ['ignore', 2, 2] }).status === 0;
  if (install('npx playwright install --with-deps chromium')) return;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !install('apt-get update')) return;
  // Older releases do not have the first.
  ['chromium-headless-shell', 'chromium'].some((name) => install(`apt-get install -y --no-install-recommends ${name}`));
  // Without one the browser tests fail, each with its own message.
}
