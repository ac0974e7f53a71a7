import { fileStem } from '../file-name.ts';
import { inComment } from './dialect.ts';
import { jsText, PAGE_DIALECT } from './js-dialect.ts';
import { JsProgram, type JsHost } from './js-program.ts';
import { storyOf } from './js-story.ts';
import type { CodeFile, CodeOptions, Script } from './script.ts';

const HOST: JsHost = {
  dialect: PAGE_DIALECT,
  setting: (name, otherwise) =>
    name === 'SOCKET_URL'
      ? jsText(otherwise)
      : `prompt(${jsText(asked(name))}, ${jsText(otherwise)}) ?? ${jsText(otherwise)}`,
  variable: `function variable(name) {
  return prompt(name) ?? '';
}`,
  say: 'log',
  hasParser: false,
};

const LOG = `/** Writes to the page, and to the console. */
function log(...words) {
  console.log(...words);
  const shown = words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word)));
  document.querySelector('#log').append(shown.join(' ') + '\\n');
}`;

/** One page that says all steps and shows what comes back. */
export function writeBrowser(script: Script, options: CodeOptions): CodeFile {
  const program = new JsProgram(script, options, HOST);
  const { transports } = script.connection;
  const story = storyOf(program, { manager: 'Manager', transports, fail: "document.title = 'differs';" }).join('\n');
  const client = clientUrl(script, options);
  const isModule = options.clientUrl === undefined ? isOwnModule(script) : /esm|\.mjs/.test(client);
  const main = [
    program.headline(),
    isModule ? `import { Manager } from ${jsText(client)};` : 'const { Manager } = io;',
    '',
    ...program.settings(),
    story,
    '',
    LOG,
    ...(story.includes('bytes(') || program.settings().join('').includes('bytes(') ? ['', bytesHelper(program)] : []),
  ];
  const fileName = `${fileStem(script.name)}.html`;
  const page = [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8" />',
    `<title>${htmlText(inComment(script.name))}</title>`,
    '<pre id="log"></pre>',
    ...(isModule ? [] : [`<script src="${htmlText(client)}"></script>`]),
    '<script type="module">',
    ...main,
    '</script>',
    '</html>',
  ];
  return {
    fileName,
    code: `${page.join('\n')}\n`,
    run: [
      'python3 -m http.server 8000',
      `open http://localhost:8000/${fileName}  # an origin that the server must allow`,
    ],
  };
}

/** Where a server of the generation has its client: a module from 4 on, with MessagePack built in as a script. */
function clientUrl({ connection }: Script, options: CodeOptions): string {
  if (options.clientUrl !== undefined && options.clientUrl !== '') return options.clientUrl;
  const file = isOwnModule({ connection })
    ? 'socket.io.esm.min.js'
    : connection.parser === 'msgpack' && connection.protocol !== 'v2'
      ? 'socket.io.msgpack.min.js'
      : 'socket.io.js';
  return `${connection.url}${connection.path}${file}`;
}

function isOwnModule({ connection }: Pick<Script, 'connection'>): boolean {
  return connection.protocol !== 'v2' && connection.parser === 'default';
}

function bytesHelper({ isSecondGeneration }: JsProgram): string {
  // The second generation takes nothing else for binary.
  const buffer = isSecondGeneration ? '.buffer' : '';
  return `function bytes(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))${buffer};
}`;
}

function asked(name: string): string {
  return name === 'SOCKET_AUTH' ? 'Auth of the handshake, as JSON' : name;
}

function htmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
