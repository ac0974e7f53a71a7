import type { Argument } from './dialect.ts';
import { check, CONNECTED, same, show } from './js-helpers.ts';
import type { JsProgram } from './js-program.ts';
import type { ScriptStep } from './script.ts';

export type Telling = {
  /** The client's constructor. */
  readonly manager: string;
  readonly transports: readonly string[];
  /** What makes the whole a failure. */
  readonly fail: string;
};

/** How long the last events may take to come. */
const SETTLE_MS = 500;

/** Connects, says all steps in order, and ends: for Node and for a page. */
export function storyOf(program: JsProgram, { manager, transports, fail }: Telling): readonly string[] {
  const { script, options } = program;
  const { steps, heard } = script;
  const isAsking = steps.some(isAsked);
  const isGathering = isAsking && !options.waitsForAcks;
  const listening = program.listening();
  const told = steps.map((step, i) => [...program.moment(step, i), tell(program, step, i)].join('\n'));
  const hasAnything = isAsking && options.checksAnswers && told.some((line) => line.includes('ANYTHING'));
  return [
    ...(hasAnything ? ["const ANYTHING = Symbol('anything');"] : []),
    ...program.payloads.definitions((name, value) => `const ${name} = ${value};`),
    '',
    ...program.connection(manager, transports),
    ...listening,
    '',
    `await Promise.all([${program.sockets.map((socket) => `connected(${socket})`).join(', ')}]);`,
    ...(options.timing === 'recorded' ? ['const start = performance.now();'] : []),
    ...(isGathering ? ['const pending = [];'] : []),
    ...told,
    ...(isGathering ? ['await Promise.all(pending);'] : []),
    ...(heard.length > 0 ? [`await new Promise((resolve) => setTimeout(resolve, ${SETTLE_MS}));`] : []),
    ...program.sockets.map((socket) => `${socket}.disconnect();`),
    '',
    [
      CONNECTED,
      ...program.helpers(),
      ...(isAsking
        ? options.checksAnswers
          ? [check(program.say, fail), same(hasAnything)]
          : [show(program.say)]
        : []),
    ].join('\n\n'),
  ];
}

export function isAsked({ wantsAck, ack }: ScriptStep): boolean {
  return wantsAck && ack !== undefined;
}

function tell(program: JsProgram, step: ScriptStep, i: number): string {
  const { checksAnswers, waitsForAcks } = program.options;
  if (!isAsked(step)) return `${sayOnly(program, step, 0)};`;
  const asked: Argument = (depth) => program.emission(step, 'ask', depth);
  const name = program.text(`${i + 1} ${step.event}`);
  const told = (depth: number): string =>
    checksAnswers
      ? program.call('check', [name, asked, program.recorded(step)], depth)
      : program.call('show', [name, asked], depth);
  if (program.carried.has(i)) return `const answer${i + 1} = await ${told(0)};`;
  return waitsForAcks ? `await ${told(0)};` : `${program.call('pending.push', [told], 0)};`;
}

/** Nobody waits for an answer that never came; the server is asked for it all the same. */
export function sayOnly(program: JsProgram, step: ScriptStep, depth: number): string {
  return program.emission(step, 'emit', depth, step.wantsAck ? '() => {}' : undefined);
}
