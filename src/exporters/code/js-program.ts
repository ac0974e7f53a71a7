import { inComment, writeCall, writeValue, type Argument, type Dialect } from './dialect.ts';
import { jsText } from './js-dialect.ts';
import { ANSWER, ASK, AT, hearAll, hearOne, VALUE } from './js-helpers.ts';
import { LONGEST_IN_PLACE, Payloads } from './payloads.ts';
import type { CodeOptions, Script, ScriptStep } from './script.ts';
import { carriedSteps, environmentName, isCarrying, isFromEnvironment, variablesIn } from './variables.ts';

/** Where JavaScript runs, as far as it makes a difference. */
export type JsHost = {
  readonly dialect: Dialect;
  /** What a page cannot read from the environment, it asks for. */
  setting(name: string, otherwise: string): string;
  /** Throws or asks where the setting is missing. */
  readonly variable: string;
  readonly say: string;
  /** It imports a parser that is not the usual one; else its client has it built in. */
  readonly hasParser: boolean;
};

/** The parts that programs in JavaScript have in common. */
export class JsProgram {
  readonly script: Script;
  readonly options: CodeOptions;
  readonly payloads: Payloads;
  /** Steps whose answers later ones need. */
  readonly carried: ReadonlySet<number>;
  readonly #host: JsHost;
  readonly #sockets: ReadonlyMap<string, string>;

  constructor(script: Script, options: CodeOptions, host: JsHost) {
    this.script = script;
    this.options = options;
    this.carried = carriedSteps(script);
    this.#host = host;
    this.payloads = new Payloads(host.dialect);
    this.#sockets = namedSockets(script.connection.namespaces);
  }

  get sockets(): readonly string[] {
    return [...this.#sockets.values()];
  }

  /** The function that says something to whoever runs it. */
  get say(): string {
    return this.#host.say;
  }

  socketOf(nsp: string): string {
    return this.#sockets.get(nsp) ?? 'root';
  }

  get isSecondGeneration(): boolean {
    return this.script.connection.protocol === 'v2';
  }

  headline(): string {
    const { name, steps, connection } = this.script;
    const events = `${steps.length} ${steps.length === 1 ? 'event' : 'events'}`;
    return `// ${inComment(`“${name}”: ${events} to ${connection.url}, written by Sockscope.`)}`;
  }

  settings(): readonly string[] {
    const { connection } = this.script;
    const { options } = this;
    return [
      `const SERVER = ${this.#host.setting('SOCKET_URL', connection.url)};`,
      ...(this.#asks ? [`const ACK_TIMEOUT_MS = ${options.ackTimeoutMs};`] : []),
      ...(variablesIn(this.script).includes('$seq') ? ['let seq = 1;'] : []),
    ];
  }

  /** The manager, and a socket for each namespace. */
  connection(manager: string, transports: readonly string[]): readonly string[] {
    const { connection } = this.script;
    const { authKeys, namespaces } = connection;
    const hasAuth = authKeys.length > 0 && !this.isSecondGeneration;
    const members = [
      `path: ${jsText(connection.path)}`,
      `transports: [${transports.map(jsText).join(', ')}]`,
      ...this.#query(),
      ...(connection.parser === 'msgpack' && this.#host.hasParser ? ['parser'] : []),
      'reconnection: false',
    ];
    return [
      ...(hasAuth
        ? [
            `// The handshake carried ${inComment(authKeys.join(', '))}. Its values are secrets, and stand in no script.`,
            `const auth = JSON.parse(${this.#host.setting('SOCKET_AUTH', '{}')});`,
          ]
        : []),
      `const manager = new ${manager}(SERVER, {`,
      ...members.map((member) => `  ${member},`),
      '});',
      ...namespaces.map(
        (nsp) => `const ${this.socketOf(nsp)} = manager.socket(${jsText(nsp)}${hasAuth ? ', { auth }' : ''});`,
      ),
    ];
  }

  listening(): readonly string[] {
    const { answers, heard } = this.script;
    const asked = new Map<string, string[]>();
    for (const { nsp, event, args } of answers) {
      const call = `answerTo(${this.socketOf(nsp)}, ${jsText(event)}`;
      asked.set(call, [...(asked.get(call) ?? []), `[${this.payloads.list(args, 1)}]`]);
    }
    const hearing = this.isSecondGeneration
      ? heard.map(({ nsp, event }) => `hear(${this.socketOf(nsp)}, ${jsText(event)});`)
      : [...new Set(heard.map(({ nsp }) => this.socketOf(nsp)))].map((socket) => `hear(${socket});`);
    return [...hearing, ...[...asked].map(([call, given]) => `${call}, [${given.join(', ')}]);`)];
  }

  /** `callback`: a function that hears of an answer, where nobody waits for it. */
  emission(step: ScriptStep, call: 'emit' | 'ask', depth: number, callback?: string): string {
    const socket = this.socketOf(step.nsp);
    const said = [this.text(step.event), ...step.args.map((arg) => this.value(arg))];
    return call === 'ask'
      ? this.call('ask', [() => socket, ...said], depth)
      : this.call(`${socket}.emit`, [...said, ...(callback === undefined ? [] : [() => callback])], depth);
  }

  recorded(step: ScriptStep): Argument {
    return (depth) => {
      const answer = writeValue(step.ack ?? [], this.#host.dialect, depth);
      return answer.length <= LONGEST_IN_PLACE || isCarrying(step.ack)
        ? answer
        : `[${this.payloads.list(step.ack ?? [], depth)}]`;
    };
  }

  call(name: string, args: readonly Argument[], depth: number): string {
    return writeCall(name, args, this.#host.dialect, depth);
  }

  text(text: string): Argument {
    return () => jsText(text);
  }

  value(value: unknown): Argument {
    return (depth) => this.payloads.write(value, depth);
  }

  /** Absent where the rhythm is not kept, or nothing has to be waited for. */
  moment(step: ScriptStep, i: number): readonly string[] {
    return this.options.timing === 'recorded' && i > 0 ? [`await at(${Math.round(step.atMs)});`] : [];
  }

  helpers(): readonly string[] {
    const { answers, heard } = this.script;
    const { say } = this.#host;
    return [
      ...(this.#asks ? [ASK] : []),
      ...(this.options.timing === 'recorded' ? [AT] : []),
      ...(heard.length > 0 ? [(this.isSecondGeneration ? hearOne : hearAll)(say)] : []),
      ...(answers.length > 0 ? [ANSWER] : []),
      ...this.#variables(),
    ];
  }

  get #asks(): boolean {
    return this.script.steps.some(({ wantsAck, ack }) => wantsAck && ack !== undefined);
  }

  #query(): readonly string[] {
    const { query } = this.script.connection;
    if (query.length === 0) return [];
    const members = query.map(({ name, value }) => {
      const setting = value === undefined ? this.#host.setting(environmentName(`query ${name}`), '') : jsText(value);
      return `${this.#host.dialect.key(name)}: ${setting}`;
    });
    return [`query: { ${members.join(', ')} }`];
  }

  #variables(): readonly string[] {
    return variablesIn(this.script).some(isFromEnvironment) ? [this.#host.variable, VALUE] : [];
  }
}

/** `/` is root, `/chat` is chat; names that would collide get a number. */
function namedSockets(namespaces: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(TAKEN);
  const named = new Map<string, string>();
  for (const nsp of namespaces) {
    const plain =
      nsp === '/' ? 'root' : nsp.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string = '') => next.toUpperCase());
    const isFree = /^[A-Za-z]/.test(plain) && !/^(payload|answer)\d/i.test(plain);
    const word = isFree ? plain.charAt(0).toLowerCase() + plain.slice(1) : `nsp${plain}`;
    let name = word;
    for (let i = 2; taken.has(name); i++) name = `${word}${i}`;
    taken.add(name);
    named.set(nsp, name);
  }
  return named;
}

/** Words of the language and of the program itself. */
const TAKEN = (
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield await async arguments eval ' +
  'manager auth ask at check same hear answerTo connected pending value variable seq bytes log io parser process crypto expect test afterAll beforeAll start show inspect performance prompt atob socket undefined console window document'
).split(' ');
