import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { eventMaps } from '../../../src/projections/catalogue/event-maps.ts';
import { learnedFrom } from './learn.ts';

/** What the compiler says of a program that uses the maps on a real socket. */
function complaints(maps: string, use: string): readonly string[] {
  const folder = fileURLToPath(new URL('./', import.meta.url));
  const files = new Map([
    [`${folder}maps.ts`, maps],
    [`${folder}use.ts`, use],
  ]);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([`${folder}use.ts`], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName.split('/').at(-1)}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

it('makes event maps that compile under strict and type a real socket', async () => {
  const catalogue = await learnedFrom(`
     0ms > 420["pay now",{"total":12,"__proto__":1,"a-b":[{"c":null}]}]
     1ms < 430[{"ok":true}]
     2ms > 421["pay now",{"total":12,"__proto__":1,"a-b":[]}]
     3ms < 431[{"ok":true,"id":"x"}]
     4ms > 42["say","hello"]
     5ms > 42["say","hello",2]
     6ms > 422["ask"]
     7ms < 42["tick",{"n":1}]
     8ms < 423["question",{"text":"?"}]
     9ms > 433["blue",3]
    10ms < 42/chat,["it's \\u2028 */ odd",{"\\n":true},[]]
    11ms > 451-["file",{"_placeholder":true,"num":0}]
    11ms > hex 01 02
  `);
  const maps = eventMaps(catalogue, 'a\nb */');
  expect(maps).toContain('"pay now": (value: { total: number; __proto__: number; "a-b": { c: null }[] }, ack: (');
  const use = `
    import { io, type Socket } from 'socket.io-client';
    import type { ChatServerToClientEvents, ChatClientToServerEvents, ClientToServerEvents, ServerToClientEvents } from './maps';
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io();
    const chat: Socket<ChatServerToClientEvents, ChatClientToServerEvents> = io('/chat');
    socket.emit('pay now', { total: 1, __proto__: 2, 'a-b': [{ c: null }] }, ({ ok, id }) => [ok satisfies boolean, id satisfies string | undefined]);
    socket.emit('say', 'hello');
    socket.emit('say', 'hello', 2);
    socket.emit('ask', () => undefined);
    socket.emit('file', new Uint8Array());
    socket.on('tick', ({ n }) => n satisfies number);
    socket.on('question', ({ text }, ack) => ack(text satisfies string, 3));
    chat.on("it's \\u2028 */ odd", (arg0, arg1) => [arg0['\\n'] satisfies boolean, arg1 satisfies unknown[]]);
    // @ts-expect-error: no such event
    socket.emit('nothing');
    // @ts-expect-error: another type
    socket.emit('say', 1);
    // @ts-expect-error: it wants an acknowledgement
    socket.emit('ask');
  `;
  expect(complaints(maps, use)).toEqual([]);
});
