import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ask, WAYS, client, connected, next, practice } from './server.ts';

describe.each(WAYS)('echo over $transports', ({ transports }) => {
  it('acknowledges with every argument as it came, bytes included', async () => {
    const { url } = await practice();
    const socket = await connected(client(url, { transports }));
    const args = [1, 'zwei', { three: [null, true] }, Buffer.from([0, 255, 7])];
    expect(await ask(socket, 'echo', ...args)).toEqual(args);
  });
});

describe('echo', () => {
  it('comes back as an event where no acknowledgement is wanted', async () => {
    const { url } = await practice();
    const socket = await connected(client(url));
    const back = next(socket, 'echo');
    socket.emit('echo', 'a', [2]);
    expect(await back).toEqual(['a', [2]]);
  });
});

describe('ask-me', () => {
  it('asks with an acknowledgement wanted and tells what it got', async () => {
    const { url } = await practice();
    const socket = await connected(client(url));
    socket.on('question', (question: unknown, answer: (...args: readonly unknown[]) => void) => answer(question, 42));
    const answered = next(socket, 'answered');
    expect(await ask(socket, 'ask-me', { text: 'why?' })).toEqual([{ asking: 'why?', answerWithinMs: 10_000 }]);
    expect(await answered).toEqual([{ text: 'why?' }, 42]);
  });

  it('tells when nobody answered in time', async () => {
    const { url } = await practice({ timings: { answerWithinMs: 50 } });
    const socket = await connected(client(url));
    const unanswered = next(socket, 'unanswered');
    socket.emit('ask-me');
    expect(await unanswered).toEqual([{ text: 'What do you see?', afterMs: 50 }]);
  });
});

describe.each(WAYS)('bytes over $transports', ({ transports }) => {
  it('go up and are answered with size and digest', async () => {
    const { url } = await practice();
    const socket = await connected(client(url, { transports }));
    const bytes = Buffer.alloc(70_000, 'sockscope');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await ask(socket, 'upload', bytes)).toEqual([{ bytes: 70_000, sha256 }]);
  });

  it('come down, as many as asked for', async () => {
    const { url } = await practice();
    const socket = await connected(client(url, { transports }));
    const download = next(socket, 'download');
    const [summary] = await ask(socket, 'download', 1000);
    const [bytes] = await download;
    expect(bytes).toEqual(Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256)));
    expect(summary).toMatchObject({ bytes: 1000 });
  });
});

describe('what does not fit', () => {
  it.each([
    ['upload', 'text'],
    ['download', -1],
    ['download', 1e9],
    ['ticker', undefined],
    ['ticker', { perSecond: 5001 }],
    ['flood', { count: 0 }],
    ['flood', { count: 1_000_001 }],
    ['ask-me', { text: 5 }],
    ['kick', { close: 'yes' }],
    ['silence', 'please'],
  ])('%s %j is answered with an error, and the connection lives on', async (event, argument) => {
    const { url } = await practice();
    const socket = await connected(client(url));
    const given = argument === undefined ? [] : [argument];
    expect(await ask(socket, event, ...given)).toEqual([{ error: expect.stringContaining(`${event}: `) }]);
    const problem = next(socket, 'problem');
    socket.emit(event, ...given);
    expect(await problem).toEqual([{ event, error: expect.stringContaining(`${event}: `) }]);
    expect(await ask(socket, 'echo', 'still here')).toEqual(['still here']);
  });
});
