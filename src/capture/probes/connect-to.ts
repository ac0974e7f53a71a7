import type { Payload } from '../../wire/wire-event.ts';
import type { ParserName } from '../../session/header.ts';
import type { ConnectOptions } from '../connect-options.ts';
import type { EngineSession } from './engine-session.ts';
import type { AnswerOf } from './inquiry.ts';
import { connectPacket } from './packets.ts';
import { answerMs } from './patience.ts';

type Answered = Omit<AnswerOf<'namespace'>, 'check'>;

/** CONNECT to one namespace, and what became of it. */
export async function connectTo(
  session: EngineSession,
  nsp: string,
  auth: Readonly<Record<string, unknown>> | undefined,
  parser: ParserName,
  options: ConnectOptions,
): Promise<Answered> {
  const { generation } = session;
  // Socket.IO 1 and 2 connect everyone to `/` by themselves.
  if (generation === 4 || nsp !== '/') await session.send(connectPacket(nsp, auth, { generation, parser }));
  const end = performance.now() + answerMs(options);
  for (;;) {
    const incoming = await session.next(end - performance.now());
    if (!incoming) return { outcome: 'silent', words: `CONNECT ${nsp}: no answer in time` };
    if (incoming.kind === 'ended') {
      const { kind: _, words, ...more } = incoming;
      return { outcome: 'closed', words: `CONNECT ${nsp}: ${words}`, ...more };
    }
    const answer = answerIn(incoming.body, nsp, parser);
    if (answer) return answer;
  }
}

/** Other packets may come first: python-socketio emits from its connect handler before it answers. */
function answerIn(body: Payload, nsp: string, parser: ParserName): Answered | undefined {
  if (typeof body !== 'string') return parser === 'msgpack' ? bytesAnswer(body, nsp) : undefined;
  const [, type, named = '/', rest = ''] = /^([04])(?:(\/[^,]*),?)?(.*)$/s.exec(body) ?? [];
  if (type === undefined || named.replace(/\?.*$/, '') !== nsp) return undefined;
  return type === '0' ? letIn(nsp) : refused(nsp, rest);
}

/** The type is the packet's first key: `{type: 0 | 4, data, nsp}` as socket.io-msgpack-parser writes it. */
function bytesAnswer(bytes: Uint8Array, nsp: string): Answered | undefined {
  const text = new TextDecoder().decode(bytes);
  const type = /type([\x00\x04])/.exec(text)?.[1];
  if (type === undefined) return undefined;
  return type === '\x00' ? letIn(nsp) : refused(nsp, /message.([ -~]+)/s.exec(text)?.[1] ?? '');
}

function letIn(nsp: string): Answered {
  return { outcome: 'connected', words: `CONNECT ${nsp}: let in` };
}

function refused(nsp: string, body: string): Answered {
  return { outcome: 'refused', words: `CONNECT ${nsp}: refused, ${body.slice(0, 120)}`, body: body.slice(0, 300) };
}
