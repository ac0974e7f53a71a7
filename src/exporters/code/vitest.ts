import { fileStem } from '../file-name.ts';
import type { Argument } from './dialect.ts';
import { jsText, VITEST_DIALECT } from './js-dialect.ts';
import { CONNECTED } from './js-helpers.ts';
import { JsProgram } from './js-program.ts';
import { isAsked, sayOnly } from './js-story.ts';
import { NODE_HOST, nodeClient, nodeImports } from './node.ts';
import { clientPackages, shellSettings } from './packages.ts';
import type { CodeFile, CodeOptions, Script, ScriptStep } from './script.ts';

/** Beyond the wait for an answer: connecting, and a busy machine. */
const SPARE_MS = 5000;

/** A test for each step, in order: what was answered is what is expected. */
export function writeVitest(script: Script, options: CodeOptions): CodeFile {
  const program = new JsProgram(script, options, { ...NODE_HOST, dialect: VITEST_DIALECT });
  const { manager, transports } = nodeClient(program);
  const isTimed = options.timing === 'recorded';
  const listening = program.listening();
  const tests = script.steps.map((step, i) => testOf(program, step, i));
  const code = [
    program.headline(),
    ...nodeImports(program),
    `import { afterAll, beforeAll, ${script.steps.some(isAsked) ? 'expect, ' : ''}test } from 'vitest';`,
    '',
    ...program.settings(),
    ...program.payloads.definitions((name, value) => `const ${name} = ${value};`),
    ...(isTimed ? ['let start;'] : []),
    ...[...program.carried].map((step) => `let answer${step + 1};`),
    '',
    ...program.connection(manager, transports),
    '',
    'beforeAll(async () => {',
    ...listening.map((line) => `  ${line}`),
    `  await Promise.all([${program.sockets.map((socket) => `connected(${socket})`).join(', ')}]);`,
    ...(isTimed ? ['  start = performance.now();'] : []),
    '});',
    '',
    'afterAll(() => {',
    ...program.sockets.map((socket) => `  ${socket}.disconnect();`),
    '});',
    '',
    tests.join('\n\n'),
    '',
    [CONNECTED, ...program.helpers()].join('\n\n'),
  ];
  const fileName = `${fileStem(script.name)}.test.mjs`;
  return {
    fileName,
    code: `${code.join('\n')}\n`,
    run: [
      `npm install --save-dev vitest ${clientPackages(script)}`,
      `${shellSettings(script)}npx vitest run ${fileName}`,
    ],
  };
}

function testOf(program: JsProgram, step: ScriptStep, i: number): string {
  const name = jsText(`${i + 1} ${step.event}`);
  const lines = [...program.moment(step, i), ...body(program, step, i)];
  const waits = lines.some((line) => /(^|\(|= )\s*await /.test(line));
  const longestMs = (isAsked(step) ? program.options.ackTimeoutMs : 0) + (lines.length > 1 ? step.atMs : 0) + SPARE_MS;
  return [
    `test(${name}, ${waits ? 'async ' : ''}() => {`,
    ...lines.map((line) => `  ${line}`),
    waits ? `}, ${Math.ceil(longestMs)});` : '});',
  ].join('\n');
}

function body(program: JsProgram, step: ScriptStep, i: number): readonly string[] {
  if (!isAsked(step)) return [`${sayOnly(program, step, 1)};`];
  const answer = `answer${i + 1}`;
  const isCarried = program.carried.has(i);
  const asked: Argument = (depth) => `await ${program.emission(step, 'ask', depth)}`;
  const expected = isCarried ? `expect(${answer})` : program.call('expect', [asked], 1);
  const expectation = program.options.checksAnswers
    ? program.call(`${expected}.toEqual`, [program.recorded(step)], 1)
    : `${expected}.toBeDefined()`;
  return [...(isCarried ? [`${answer} = ${asked(1)};`] : []), `${expectation};`];
}
