import { expect, it } from 'vitest';
import { CODE_OPTIONS, type CodeLanguage } from '../../../src/exporters/code/script.ts';
import type { Message } from '../../../src/replay/message.ts';
import type { ConnectionHeader } from '../../../src/session/header.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { planRecorded } from '../../../src/worker/replays/plan-recorded.ts';
import { RecordedSteps } from '../../../src/worker/replays/recorded-steps.ts';
import { offerPrepared } from '../../../src/worker/script/prepared.ts';
import { ScriptDesk } from '../../../src/worker/script/script-desk.ts';
import type { ScriptAsk, WrittenScript } from '../../../src/worker/script/script-remote.ts';
import { draw } from '../../draw.ts';
import { emptySource } from '../worker/chunks-of.ts';
import { benchOn, deskOn } from './desk.ts';

const HEADER: ConnectionHeader = {
  id: 1,
  url: 'http://host',
  path: '/socket.io/',
  protocol: 'v4',
  parser: 'default',
  transports: ['polling', 'websocket'],
  namespaces: ['/'],
};

function deskFor(drawn: string, headers: readonly Partial<ConnectionHeader>[] = [{}]) {
  const connections = headers.map((header) => ({ ...HEADER, ...header }));
  const session = new OpenSession(emptySource, connections);
  for (const event of draw(drawn)) session.append(event);
  session.fold();
  return deskOn(session, connections);
}

async function written(drawn: string, ask: Partial<ScriptAsk> = {}, headers?: readonly Partial<ConnectionHeader>[]) {
  const whole: ScriptAsk = { source: { kind: 'session' }, language: 'node', options: CODE_OPTIONS, ...ask };
  return deskFor(drawn, headers).write(whole);
}

async function codeOf(...asked: Parameters<typeof written>): Promise<WrittenScript> {
  const made = await written(...asked);
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

it('says who it is by the environment, and never what a secret was', async () => {
  const drawn = `
    0ms > GET #1 http://host/socket.io/?EIO=4&transport=polling&t=1&room=7&api_key=hush
    1ms > 40{"token":"hush","pid":"x"}
    2ms < 40{"sid":"b"}
    3ms > 42["hi"]
  `;
  for (const language of ['node', 'browser', 'python', 'vitest', 'curl'] as const) {
    const { code, run } = await codeOf(drawn, { language });
    expect(code + run.join()).not.toContain('hush');
    expect(code).toContain('room');
    expect(code).toContain('token');
    if (language !== 'browser') expect(code).toContain('SOCKET_AUTH');
  }
  const { code, run } = await codeOf(drawn);
  expect(code).toContain("query: { room: '7', api_key: process.env.SOCKET_QUERY_API_KEY ?? '' }");
  expect(run[1]).toBe(`SOCKET_AUTH='{"token":"…"}' SOCKET_QUERY_API_KEY=… node checkout.mjs`);
});

it('speaks to servers of the second generation, and in MessagePack, by their own clients', async () => {
  const of = (protocol: 'v2' | 'v4', parser: 'default' | 'msgpack', language: CodeLanguage) => {
    const frame = parser === 'msgpack' ? 'msgpack {"type":2,"nsp":"/","data":["hi",{"$binary":"AQI="}]}' : '42["hi",1]';
    return codeOf(
      `0ms > ${frame}\n1ms < ${parser === 'msgpack' ? 'msgpack {"type":2,"nsp":"/","data":["a"]}' : '42["a"]'}`,
      { language },
      [{ protocol, parser }],
    );
  };
  const old = await of('v2', 'default', 'node');
  expect(old.run[0]).toBe('npm install socket.io-client@2');
  expect(old.code).toContain('new io.Manager(SERVER');
  expect((await of('v2', 'default', 'browser')).code).toContain('src="http://host/socket.io/socket.io.js"');
  expect((await of('v2', 'default', 'python')).run[0]).toContain('asyncio_client]<5');
  expect((await of('v2', 'default', 'curl')).code).toContain(`post '10:42["hi",1]'`);
  const packed = await of('v4', 'msgpack', 'node');
  expect(packed.run[0]).toBe('npm install socket.io-client@4 socket.io-msgpack-parser@3');
  expect(packed.code).toContain("root.emit('hi', Buffer.from('AQI=', 'base64'));");
  expect((await of('v4', 'msgpack', 'browser')).code).toContain('socket.io.msgpack.min.js');
  expect((await of('v4', 'msgpack', 'python')).code).toContain("serializer='msgpack'");
});

it('keeps the rhythm, does not wait, and does not compare, as it is told', async () => {
  const drawn = `
    0ms > 420["ask",1]
    5ms < 430["a"]
    1204ms > 421["ask",2]
    1210ms < 431["b"]
    1300ms > 422["never"]
  `;
  const options = { timing: 'recorded', waitsForAcks: false, checksAnswers: false, ackTimeoutMs: 700 } as const;
  const node = await codeOf(drawn, { options });
  expect(node).toMatchObject({ steps: 3, acks: 2, hasGaps: true });
  expect(node.code).toContain("pending.push(show('1 ask', ask(root, 'ask', 1)));\nawait at(1204);\npending.push(");
  expect(node.code).toContain("root.emit('never', () => {});");
  expect(node.code).toContain('const ACK_TIMEOUT_MS = 700;');
  const python = await codeOf(drawn, { options, language: 'python' });
  expect(python.code).toContain("await at(1.204)\n    pending.append(show('2 ask', await ask('/', 'ask', 2)))");
});

it('says what it leaves out, and of several connections takes one', async () => {
  const drawn = `
    0ms > 42["connect"]
    1ms > 42["deep",${'['.repeat(100)}${']'.repeat(100)}]
    2ms > 42["big",1e999]
    3ms > 42["one"]
    4ms [2] > 42["two"]
    5ms [2] > 42["three"]
  `;
  const first = await codeOf(drawn, {}, [{}, { id: 2, url: 'http://other' }]);
  expect(first.leftOut).toEqual(
    expect.arrayContaining([
      '1 event is left out: its values are nested more than 90 deep.',
      '1 event is left out: it holds a number beyond all that a client can send.',
    ]),
  );
  expect(first.connections).toEqual([
    { id: 1, url: 'http://host', events: 3 },
    { id: 2, url: 'http://other', events: 2 },
  ]);
  expect(first.code).toContain("root.emit('one');");
  const second = await codeOf(drawn, { conn: 2 }, [{}, { id: 2, url: 'http://other' }]);
  expect(second.code).toContain("root.emit('three');");
  expect(second.code).not.toContain("'one'");
  expect(await written('0ms < 42["a"]')).toMatchObject({
    ok: false,
    error: expect.stringContaining('Nothing here was sent'),
  });
});

it('takes any value in the places that are ignored, and says where a path cannot be read', async () => {
  const drawn = `
    0ms > 420["ask",{"at":1795281982852}]
    1ms < 430[{"at":1795281982852,"now":1795281982853,"items":[{"id":"7c0f3ec5-0000-4000-8000-000000000001"}]}]
  `;
  const found = await codeOf(drawn);
  expect(found.ignored).toEqual(['[0].now', '[0].items[*].id']);
  expect(found.code).toContain('[{ at: 1795281982852, now: ANYTHING, items: [{ id: ANYTHING }] }]');
  expect((await codeOf(drawn, { ignored: [], language: 'vitest' })).code).not.toContain('anything');
  expect((await codeOf(drawn, { ignored: ['[0].items'], language: 'vitest' })).code).toContain(
    'items: expect.anything()',
  );
  expect(await written(drawn, { ignored: ['[0].x', '[0]..'] })).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^\[0\]\.\.: .* character/),
  });
});

it('turns the variables of saved messages into those of the program', async () => {
  const message = (event: string, args: string): Message => ({
    event,
    args,
    nsp: '/chat',
    expectAck: true,
    ackTimeoutMs: 1000,
    isVolatile: false,
    isCompressed: true,
  });
  const messages = [
    message('join', '[{"token":"Bearer {{user.token}}","room":{{room}}}]'),
    message('say', '["{{$uuid}}", "\\\\{{as it is}}"]'),
  ];
  const source = { kind: 'messages', name: 'Chat', messages } as const;
  const node = await codeOf('', { source });
  expect(node.code).toContain(
    "{ token: ('Bearer ' + String(variable('SOCKET_USER_TOKEN'))), room: value('SOCKET_ROOM') }",
  );
  expect(node.code).toContain("ask(chat, 'say', String(crypto.randomUUID()), ");
  expect(node.run[1]).toBe('SOCKET_USER_TOKEN=… SOCKET_ROOM=… node chat.mjs');
  expect(node).toMatchObject({ acks: 0, steps: 2 });
  const python = await codeOf('', { source, language: 'python' });
  expect(python.code).toContain(
    "{'token': ('Bearer ' + str(variable('SOCKET_USER_TOKEN'))), 'room': value('SOCKET_ROOM')}",
  );
  expect(python.code).toContain('import uuid');
});

it('carries a token of an answer on to the steps after it, whole and within a text', async () => {
  const token = '7c0f3ec5-0000-4000-8000-000000000001';
  const drawn = `
    0ms > 420["login",{"user":"ada"}]
    1ms < 430[{"token":"${token}","a-b":1}]
    2ms > 421["join",{"token":"${token}","room":"room-${token}!"}]
    3ms < 431[{"by":"${token}","ok":true}]
  `;
  const node = await codeOf(drawn, { options: { ...CODE_OPTIONS, waitsForAcks: false } });
  expect(node.ignored).toEqual(['[0].token']);
  expect(node.code).not.toContain(token);
  expect(node.code).toContain(
    "const answer1 = await check('1 login', ask(root, 'login', { user: 'ada' }), [{ token: ANYTHING, 'a-b': 1 }]);",
  );
  expect(node.code).toContain("{ token: answer1?.[0]?.token, room: ('room-' + String(answer1?.[0]?.token) + '!') }");
  expect(node.code).toContain('[{ by: answer1?.[0]?.token, ok: true }]');
  const python = await codeOf(drawn, { language: 'python' });
  expect(python.code).toContain("answer1 = await check('1 login'");
  expect(python.code).toContain("{'token': answer1[0]['token'], 'room': ('room-' + str(answer1[0]['token']) + '!')}");
  const vitest = await codeOf(drawn, { language: 'vitest' });
  expect(vitest.code).toContain("answer1 = await ask(root, 'login', { user: 'ada' });\n  expect(answer1).toEqual([");
  expect((await codeOf(drawn, { language: 'curl' })).code).toContain('‹answer1: 0.token›');
});

it('takes the rules of a prepared replay over', async () => {
  const connections = [HEADER];
  const session = new OpenSession(emptySource, connections);
  for (const event of draw(`
    0ms > 420["open"]
    1ms < 430[{"door":"D7","at":1}]
    2ms > 421["enter","D7"]
    3ms < 431["in"]
  `))
    session.append(event);
  session.fold();
  const bench = benchOn(session, connections);
  const source = new RecordedSteps(await planRecorded(session, undefined), { session, connections }, 'Doors', 'a');
  const remaps = [{ id: '1', from: { kind: 'ack', nsp: '/', event: 'open' }, path: '[0].door' }] as const;
  offerPrepared(bench, () => ({ source, recorded: { session, connections }, ignored: ['*.at'], remaps }));
  const ask = { source: { kind: 'replay' }, language: 'node', options: CODE_OPTIONS } as const;
  const made = await new ScriptDesk(bench).write(ask);
  if (!made.ok) throw new Error(made.error);
  expect(made.value.code).toContain(
    "const answer1 = await check('1 open', ask(root, 'open'), [{ door: ANYTHING, at: ANYTHING }]);",
  );
  expect(made.value.code).toContain("ask(root, 'enter', answer1?.[0]?.door)");
});

it('no namespace takes a name that the program needs', async () => {
  const { code } = await codeOf(
    '0ms > 42/inspect,["a"]\n1ms > 42/answer1,["b"]\n2ms > 42/a-b c,["d"]\n3ms > 42/aBC,["e"]',
  );
  for (const name of ['inspect2', 'nspAnswer1', 'aBC', 'aBC2'])
    expect(code).toContain(`const ${name} = manager.socket(`);
});

it('a long argument stands at the top under a name', async () => {
  const { code } = await codeOf(`0ms > 42["say","${'x'.repeat(500)}","${'x'.repeat(500)}"]`);
  expect(code).toContain(`const payload1 = '${'x'.repeat(500)}';`);
  expect(code).toContain("root.emit('say', payload1, payload1);");
});
