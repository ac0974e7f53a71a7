import { cpus, loadavg, totalmem } from 'node:os';
import process from 'node:process';
import { Browser } from './browser.ts';
import { buildPages } from './built-pages.ts';
import { details } from './details.ts';
import type { Scenario } from './figures.ts';
import { printFigures, say } from './figures.ts';
import { flood } from './flood.ts';
import { big } from './big-session.ts';
import { queries } from './queries.ts';
import { many } from './many.ts';
import { overview } from './overview.ts';
import { paced } from './paced.ts';
import { replay } from './replay.ts';
import { search } from './search.ts';
import { sizes } from './sizes.ts';
import { travel } from './travel.ts';

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  sizes,
  flood,
  paced,
  many,
  million: big,
  details,
  queries,
  overview,
  replay,
  search,
  travel,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in SCENARIOS));
if (unknown.length > 0) {
  say(`There is no scenario ${unknown.join(', ')}; there are ${Object.keys(SCENARIOS).join(', ')}.`);
  process.exit(1);
}

await describeMachine();
const pages = await buildPages();
try {
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    say(`\n${name}`);
    printFigures(await scenario(pages));
  }
} finally {
  await pages.close();
}
say(`\nload at the end ${loads()}`);

/** Figures of a machine that does something else meanwhile are worth little: the load says whether it did. */
async function describeMachine(): Promise<void> {
  const browser = await Browser.launch();
  const version = await browser.version();
  await browser.close();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${memory} · ${version} · Node ${process.version}`,
  );
  say(`load at the start ${loads()}`);
}

function loads(): string {
  return loadavg()
    .map((load) => load.toFixed(2))
    .join(' ');
}
