import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** Every file below src/ with one of these extensions: its path with `/`, and its text. */
export function sourceFiles(extensions: RegExp): readonly { readonly file: string; readonly source: string }[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => extensions.test(file))
    .map((file) => ({ file: file.split(sep).join('/'), source: readFileSync(SRC + file, 'utf8') }));
}
