import { fileStem } from '../file-name.ts';
import { inComment, writeCall, writeValue, type Argument } from './dialect.ts';
import { isAsked } from './js-story.ts';
import { pythonPackages, shellSettings } from './packages.ts';
import { LONGEST_IN_PLACE, Payloads } from './payloads.ts';
import { ANSWER, ASK, AT, CHECK, HEAR, SHOW, VALUE, VARIABLE } from './python-helpers.ts';
import { PYTHON_DIALECT, pythonText } from './python-dialect.ts';
import type { CodeFile, CodeOptions, Script, ScriptStep } from './script.ts';
import { carriedSteps, environmentName, isCarrying, isFromEnvironment, variablesIn } from './variables.ts';

/** How long the last events may take to come, in seconds. */
const SETTLE_S = 0.5;

export function writePython(script: Script, options: CodeOptions): CodeFile {
  const payloads = new Payloads(PYTHON_DIALECT);
  const { connection, steps, answers, heard } = script;
  const isAsking = steps.some(isAsked);
  const isGathering = isAsking && !options.waitsForAcks;
  const isChecking = isAsking && options.checksAnswers;
  const carried = carriedSteps(script);
  const isTimed = options.timing === 'recorded';
  const told = steps.flatMap((step, i) => [
    ...(isTimed && i > 0 ? [`await at(${(step.atMs / 1000).toFixed(3)})`] : []),
    tell(payloads, step, i, options, carried.has(i)),
  ]);
  const main = [
    ...listening(payloads, script),
    ...connecting(script),
    ...(isTimed ? ['start = time.monotonic()', AT] : []),
    ...(isGathering ? ['pending = []'] : []),
    ...told,
    ...(isGathering ? ['await asyncio.gather(*pending)'] : []),
    ...(heard.length > 0 ? [`await asyncio.sleep(${SETTLE_S})`] : []),
    'await sio.disconnect()',
  ];
  const variables = variablesIn(script);
  const helpers = [
    ...(isAsking ? [ASK, isChecking ? CHECK : SHOW] : []),
    ...(heard.length > 0 ? [HEAR] : []),
    ...(answers.length > 0 ? [ANSWER] : []),
    ...(variables.some(isFromEnvironment) ? [VARIABLE, VALUE] : []),
  ];
  const body = [
    ...payloads.definitions((name, value) => `${name} = ${value}`),
    ...(variables.includes('$seq') ? ['seq = itertools.count(1)'] : []),
    `sio = socketio.AsyncClient(reconnection=False${connection.parser === 'msgpack' ? ", serializer='msgpack'" : ''})`,
    ...(isChecking ? ['differing = 0'] : []),
    '',
    '',
    'async def main():',
    ...main.map((line) => indented(line)),
    ...helpers.map((helper) => `\n\n${helper}`),
    '',
    '',
    "if __name__ == '__main__':",
    '    asyncio.run(main())',
    ...(isChecking ? ['    sys.exit(differing > 0)'] : []),
  ].join('\n');
  const code = [
    `# ${inComment(`“${script.name}”: ${steps.length} ${steps.length === 1 ? 'event' : 'events'} to ${connection.url}, written by Sockscope.`)}`,
    ...imports(`${body}\n${script.connection.query.length > 0 ? 'urlencode(' : ''}`),
    '',
    `SERVER = os.environ.get('SOCKET_URL', ${pythonText(connection.url)})`,
    ...(isAsking ? [`ACK_TIMEOUT_S = ${options.ackTimeoutMs / 1000}`] : []),
    body,
  ];
  const fileName = `${fileStem(script.name).replaceAll('-', '_')}.py`;
  return {
    fileName,
    code: `${code.join('\n')}\n`,
    run: [`pip install ${pythonPackages(script)}`, `${shellSettings(script)}python3 ${fileName}`],
  };
}

function imports(body: string): readonly string[] {
  const modules = ['asyncio', 'itertools', 'json', 'os', 'random', 'sys', 'time', 'uuid'];
  const used = modules.filter((module) => module === 'os' || body.includes(`${module}.`));
  return [
    ...used.map((module) => `import ${module}`),
    ...(body.includes('b64decode(') ? ['from base64 import b64decode'] : []),
    ...(body.includes('datetime.now(') ? ['from datetime import datetime, timezone'] : []),
    ...(/\bANY\b/.test(body) ? ['from unittest.mock import ANY'] : []),
    ...(body.includes('urlencode(') ? ['from urllib.parse import urlencode'] : []),
    '',
    'import socketio',
  ];
}

function connecting({ connection }: Script): readonly string[] {
  const { authKeys, namespaces, path, query } = connection;
  const known = connection.transports.filter((name) => name === 'polling' || name === 'websocket');
  const list = (texts: readonly string[]) => `[${texts.map(pythonText).join(', ')}]`;
  const hasAuth = authKeys.length > 0 && connection.protocol !== 'v2';
  const members = query.map(({ name, value }) => {
    const setting = value === undefined ? environment(`query ${name}`, '') : pythonText(value);
    return `${pythonText(name)}: ${setting}`;
  });
  return [
    ...(hasAuth
      ? [`# The handshake carried ${inComment(authKeys.join(', '))}. Its values are secrets, and stand in no script.`]
      : []),
    'await sio.connect(',
    query.length === 0 ? '    SERVER,' : `    SERVER + '?' + urlencode({${members.join(', ')}}),`,
    `    namespaces=${list(namespaces)},`,
    `    socketio_path=${pythonText(path.replace(/^\/|\/$/g, ''))},`,
    `    transports=${list(known.length > 0 ? known : ['websocket'])},`,
    ...(hasAuth ? [`    auth=json.loads(os.environ.get('SOCKET_AUTH', '{}')),`] : []),
    ...(connection.protocol === 'v2' ? [] : ['    wait_timeout=10,']),
    ')',
  ];
}

function environment(name: string, otherwise: string): string {
  return `os.environ.get('${environmentName(name)}', ${pythonText(otherwise)})`;
}

function listening(payloads: Payloads, { answers, heard }: Script): readonly string[] {
  const asked = new Map<string, string[]>();
  for (const { nsp, event, args } of answers) {
    const call = `answer_to(${pythonText(nsp)}, ${pythonText(event)}`;
    asked.set(call, [...(asked.get(call) ?? []), tuple(payloads, args, 0)]);
  }
  return [
    ...heard.map(({ nsp, event }) => `hear(${pythonText(nsp)}, ${pythonText(event)})`),
    ...[...asked].map(([call, given]) => `${call}, [${given.join(', ')}])`),
  ];
}

function tell(payloads: Payloads, step: ScriptStep, i: number, options: CodeOptions, isCarried: boolean): string {
  const name: Argument = () => pythonText(`${i + 1} ${step.event}`);
  const nsp: Argument = () => pythonText(step.nsp);
  const event: Argument = () => pythonText(step.event);
  if (!isAsked(step)) {
    const said: readonly Argument[] = [
      event,
      (depth) => tuple(payloads, step.args, depth),
      () => `namespace=${pythonText(step.nsp)}`,
      ...(step.wantsAck ? [() => 'callback=lambda *answer: None'] : []),
    ];
    return callOf('await sio.emit', said, 0);
  }
  const args = step.args.map(
    (arg): Argument =>
      (depth) =>
        payloads.write(arg, depth),
  );
  const asked: Argument = (depth) => callOf('await ask', [nsp, event, ...args], depth);
  const recorded: Argument = (depth) => recordedIn(payloads, step.ack ?? [], depth);
  const told: Argument = (depth) =>
    options.checksAnswers ? callOf('check', [name, asked, recorded], depth) : callOf('show', [name, asked], depth);
  if (isCarried) return `answer${i + 1} = await ${told(0)}`;
  return options.waitsForAcks ? `await ${told(0)}` : callOf('pending.append', [told], 0);
}

function callOf(name: string, args: readonly Argument[], depth: number): string {
  return writeCall(name, args, PYTHON_DIALECT, depth);
}

function recordedIn(payloads: Payloads, ack: readonly unknown[], depth: number): string {
  const answer = writeValue(ack, PYTHON_DIALECT, depth);
  return answer.length <= LONGEST_IN_PLACE || isCarrying(ack) ? answer : `[${payloads.list(ack, depth)}]`;
}

function tuple(payloads: Payloads, values: readonly unknown[], depth: number): string {
  return `(${payloads.list(values, depth)}${values.length === 1 ? ',' : ''})`;
}

/** No literal of Python goes over several lines, so what stands in one is not touched. */
function indented(lines: string): string {
  return lines
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
