import { describe, expect, it } from 'vitest';
import { ask, client, connected, next, practice } from './server.ts';

describe('/chat', () => {
  it('welcomes', async () => {
    const { url } = await practice();
    const socket = client(`${url}/chat`);
    const welcome = next(socket, 'welcome');
    await connected(socket);
    expect(await welcome).toEqual([{ you: socket.id, hint: expect.stringContaining('join') }]);
  });

  it('carries a message to everyone in the room and to nobody else', async () => {
    const { url } = await practice();
    const [ann, bob, eve] = await Promise.all([1, 2, 3].map(() => connected(client(`${url}/chat`))));
    expect(await ask(ann!, 'join', { room: 'lobby' })).toEqual([{ room: 'lobby', members: 1 }]);
    expect(await ask(bob!, 'join', 'lobby')).toEqual([{ room: 'lobby', members: 2 }]);
    let overheard = 0;
    eve!.on('message', () => overheard++);
    const heard = [next(ann!, 'message'), next(bob!, 'message')];
    const [answer] = await ask(ann!, 'message', { room: 'lobby', text: 'hello' });
    expect(answer).toEqual({ ok: true, id: expect.any(String) });
    for (const [message] of await Promise.all(heard))
      expect(message).toMatchObject({ id: (answer as { id: string }).id, from: ann!.id, room: 'lobby', text: 'hello' });
    await ask(eve!, 'join', 'cellar');
    expect(overheard).toBe(0);
  });

  it('tells the others that someone types', async () => {
    const { url } = await practice();
    const [ann, bob] = await Promise.all([1, 2].map(() => connected(client(`${url}/chat`))));
    await ask(ann!, 'join', 'lobby');
    await ask(bob!, 'join', 'lobby');
    const typing = next(bob!, 'typing');
    ann!.emit('typing', { room: 'lobby' });
    expect(await typing).toEqual([{ from: ann!.id, room: 'lobby' }]);
  });

  it('takes no message for a room that was left or never joined', async () => {
    const { url } = await practice();
    const ann = await connected(client(`${url}/chat`));
    await ask(ann, 'join', 'lobby');
    expect(await ask(ann, 'leave', 'lobby')).toEqual([{ room: 'lobby', members: 0 }]);
    const words = { room: 'lobby', text: 'anyone?' };
    expect(await ask(ann, 'message', words)).toEqual([{ error: 'message: join lobby first' }]);
    expect(await ask(ann, 'message', { room: 'lobby' })).toEqual([{ error: expect.any(String) }]);
    expect(await ask(ann, 'join', '')).toEqual([{ error: expect.any(String) }]);
  });
});

describe('/members', () => {
  it('lets in who brings the token', async () => {
    const { url } = await practice();
    const socket = client(`${url}/members`, { auth: { token: 'sesame' } });
    const welcome = next(socket, 'welcome');
    await connected(socket);
    expect(await welcome).toEqual([{ you: socket.id }]);
  });

  it.each([{}, { token: 'salami' }, { token: ['sesame'] }])('turns %j away and says how to come in', async (auth) => {
    const { url } = await practice();
    const socket = client(`${url}/members`, { auth });
    const refused = next(socket, 'connect_error');
    socket.connect();
    const [error] = await refused;
    expect(error).toMatchObject({ message: 'not authorized', data: { hint: 'send the auth {"token":"sesame"}' } });
  });
});
