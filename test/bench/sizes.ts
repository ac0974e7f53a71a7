import { gzipSync } from 'node:zlib';
import type { BuiltFile, BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { atMost, plain } from './figures.ts';

const PAGE_KB = 90;
const WORKER_KB = 45;

const ANYHOW = /(?:)/;
const AT_ONCE = /(?:from|import)/;

/** What the network carries, gzipped: kB are 1000 bytes. */
export async function sizes({ app }: BuiltPages): Promise<readonly Figure[]> {
  const page = initialChunks(app.files);
  const styles = app.files.filter(({ fileName }) => fileName.endsWith('.css'));
  const scripts = app.files.filter(({ type, fileName }) => type === 'asset' && fileName.endsWith('.js'));
  const start = withImports(scripts.filter(isNamedBy(page, ANYHOW)), scripts);
  const later = scripts.filter((script) => !start.includes(script)).toSorted((a, b) => kB([b]) - kB([a]));
  const client = later.find(({ fileName }) => /\bclient-v4\b/.test(fileName));
  const connected = client ? withImports([...start, client], scripts) : start;
  const isLater = (file: BuiltFile): string => (connected.includes(file) || page.includes(file) ? '' : ', when needed');
  return [
    atMost('page, JavaScript', kB(page), PAGE_KB, 'kB'),
    atMost('worker, at its start', kB(start), WORKER_KB, 'kB'),
    plain('worker, with the client of Socket.IO 3 and 4', `${kB(connected).toFixed(1)} kB`),
    plain('styles', `${kB(styles).toFixed(1)} kB`),
    ...[...page, ...connected, ...later.filter((file) => !connected.includes(file))].map((file) =>
      plain(`  ${file.fileName}`, `${kB([file]).toFixed(1)} kB${isLater(file)}`),
    ),
  ];
}

/** The chunks that the page's script imports before it runs. */
function initialChunks(files: readonly BuiltFile[]): readonly BuiltFile[] {
  const wanted = new Set(files.filter((file) => file.type === 'chunk' && file.isEntry).map(({ fileName }) => fileName));
  // A set goes on to what is added while it is walked.
  for (const name of wanted) {
    const file = files.find(({ fileName }) => fileName === name);
    if (file?.type === 'chunk') for (const imported of file.imports) wanted.add(imported);
  }
  return files.filter(({ fileName }) => wanted.has(fileName));
}

/** A worker's files are built apart, so who imports whom must be read from them. */
function withImports(files: readonly BuiltFile[], scripts: readonly BuiltFile[]): readonly BuiltFile[] {
  const more = scripts.filter((script) => !files.includes(script) && isNamedBy(files, AT_ONCE)(script));
  return more.length === 0 ? files : withImports([...files, ...more], scripts);
}

/** `how` is what stands before the quoted name: the code is minified, so there are no spaces. */
function isNamedBy(by: readonly BuiltFile[], how: RegExp): (file: BuiltFile) => boolean {
  return ({ fileName }) => {
    const name = fileName.replace(/^.*\//, '').replaceAll('.', '\\.');
    const naming = new RegExp(`${how.source}["'\`][^"'\`]*${name}["'\`]`);
    return by.some((other) => other.fileName !== fileName && naming.test(textOf(other)));
  };
}

function kB(files: readonly BuiltFile[]): number {
  return files.reduce((sum, file) => sum + gzipSync(textOf(file)).length, 0) / 1000;
}

function textOf(file: BuiltFile): string {
  return file.type === 'chunk' ? file.code : file.source.toString();
}
