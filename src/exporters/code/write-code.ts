import { writeBrowser } from './browser.ts';
import { writeCurl } from './curl.ts';
import { writeNode } from './node.ts';
import { writePython } from './python.ts';
import type { CodeFile, CodeLanguage, CodeOptions, Script } from './script.ts';
import { writeVitest } from './vitest.ts';

const WRITERS: Readonly<Record<CodeLanguage, (script: Script, options: CodeOptions) => CodeFile>> = {
  node: writeNode,
  browser: writeBrowser,
  python: writePython,
  vitest: writeVitest,
  curl: writeCurl,
};

export function writeCode(script: Script, language: CodeLanguage, options: CodeOptions): CodeFile {
  return WRITERS[language](script, options);
}
