import { fileStem } from '../file-name.ts';
import { jsText, NODE_DIALECT } from './js-dialect.ts';
import { JsProgram, type JsHost } from './js-program.ts';
import { storyOf } from './js-story.ts';
import { clientPackages, shellSettings } from './packages.ts';
import type { CodeFile, CodeOptions, Script } from './script.ts';

export const NODE_HOST: JsHost = {
  dialect: NODE_DIALECT,
  setting: (name, otherwise) => `process.env.${name} ?? ${jsText(otherwise)}`,
  variable: `function variable(name) {
  if (process.env[name] === undefined) throw new Error(\`Set the environment variable \${name}.\`);
  return process.env[name];
}`,
  say: 'console.log',
  hasParser: true,
};

export function writeNode(script: Script, options: CodeOptions): CodeFile {
  const program = new JsProgram(script, options, NODE_HOST);
  const story = storyOf(program, { ...nodeClient(program), fail: 'process.exitCode = 1;' });
  const code = [
    program.headline(),
    ...nodeImports(program),
    "import { inspect } from 'node:util';",
    '',
    ...program.settings(),
    'inspect.defaultOptions.depth = null;',
    ...story,
  ];
  const fileName = `${fileStem(script.name)}.mjs`;
  return {
    fileName,
    code: `${code.join('\n')}\n`,
    run: [`npm install ${clientPackages(script)}`, `${shellSettings(script)}node ${fileName}`],
  };
}

export function nodeImports({ isSecondGeneration, script }: JsProgram): readonly string[] {
  return [
    isSecondGeneration ? "import io from 'socket.io-client';" : "import { Manager } from 'socket.io-client';",
    ...(script.connection.parser === 'msgpack' ? ["import parser from 'socket.io-msgpack-parser';"] : []),
  ];
}

/** Its constructor, and the transports that Node has. */
export function nodeClient({ script, isSecondGeneration }: JsProgram): {
  manager: string;
  transports: readonly string[];
} {
  const known = script.connection.transports.filter((name) => name === 'polling' || name === 'websocket');
  return {
    manager: isSecondGeneration ? 'io.Manager' : 'Manager',
    transports: known.length > 0 ? known : ['websocket'],
  };
}
