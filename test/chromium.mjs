// Plain JavaScript: test/run.mjs needs it before anything is installed.
import { existsSync } from 'node:fs';
import process from 'node:process';

const USUAL_PLACES = [
  // Without a window around each page it takes a third less of the processor.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium of this machine; `undefined` leaves it to the one that Playwright installs for itself. */
export function findChromium() {
  return process.env.CHROMIUM_PATH || USUAL_PLACES.find((place) => existsSync(place));
}
