// Runs before anything is installed, hence plain JavaScript that needs Node alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

const LEAST_NODE = [20, 19];
const BUILT_FROM = ['src', 'public', 'vite.config.ts', 'package-lock.json'];

/** Ends the program with a sentence where Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  process.stderr.write(`Sockscope needs Node ${LEAST_NODE.join('.')} or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

/** Whether everything is installed now. */
export function installIfStale() {
  if (isInstalled()) return true;
  // The dev dependencies are what builds and serves the app, whatever NODE_ENV says.
  return run('npm ci --include=dev --no-audit --no-fund');
}

/** Whether dist/ holds what the sources say now. */
export function buildIfStale() {
  const built = join(projectRoot, 'dist', 'index.html');
  const startedAt = new Date();
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...BUILT_FROM.map(newestIn))) return true;
  if (!run('npm run --silent build')) return false;
  // What was saved while the build ran is newer than the build.
  utimesSync(built, startedAt, startedAt);
  return true;
}

/** Whether node_modules holds what package-lock.json wants. By content: files get new times for many reasons. */
function isInstalled() {
  const installedList = join(projectRoot, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return false;
  const wanted = packagesOf(join(projectRoot, 'package-lock.json'));
  const installed = packagesOf(installedList);
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    // Optional ones are often those of another platform.
    path === '' ? true : installed[path] ? installed[path].version === version : optional,
  );
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function newestIn(path) {
  const whole = join(projectRoot, path);
  if (!existsSync(whole)) return 0;
  const entry = statSync(whole);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(whole).map((name) => newestIn(join(path, name))));
}

/** Whether the command worked. What it prints goes to stderr, so that stdout holds our own lines only. */
function run(command) {
  process.stderr.write(`${command}\n`);
  return spawnSync(command, { cwd: projectRoot, shell: true, stdio: ['ignore', 2, 2] }).status === 0;
}
