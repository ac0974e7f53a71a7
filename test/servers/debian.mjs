// What Debian brings for the servers of the matrix. Plain JavaScript: test/run.mjs needs it before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** Debian's own: another Python earlier on the PATH does not see its packages. */
export const PYTHON = '/usr/bin/python3';

/** Packages by the Python module that each brings. */
export const PACKAGES = {
  flask_socketio: 'python3-flask-socketio',
  eventlet: 'python3-eventlet',
  gevent: 'python3-gevent',
  geventwebsocket: 'python3-gevent-websocket',
  socketio: 'python3-socketio',
  aiohttp: 'python3-aiohttp',
  uvicorn: 'python3-uvicorn',
  websockets: 'python3-websockets',
};

/** The packages that are not there, of those that bring these modules. */
export function missingPackages(modules = Object.keys(PACKAGES)) {
  return modules.filter((module) => !hasModule(module)).map((module) => PACKAGES[module]);
}

/** Installs what is missing where that can be done; elsewhere those servers are skipped, each by its name. */
export function installMissing() {
  const missing = missingPackages();
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  process.stdout.write(`Installing servers for the tests: ${missing.join(' ')}\n`);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  spawnSync(command, { shell: true, stdio: ['ignore', 2, 2] });
}

function hasModule(module) {
  const found = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`;
  return spawnSync(PYTHON, ['-c', found]).status === 0;
}
