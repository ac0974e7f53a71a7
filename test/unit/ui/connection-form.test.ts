import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, readConnectForm } from '../../../src/capture/connect-options.ts';
import { summaryOf } from '../../../src/ui/connection/connection-summary.ts';
import { notesOn } from '../../../src/ui/connection/options/option-notes.ts';
import { readFormLink, writeFormLink } from '../../../src/ui/connection/prefill.ts';
import { readProfileFile, writeProfileFile } from '../../../src/ui/connection/profiles/profile-file.ts';
import { copyName, profileLines } from '../../../src/ui/connection/profiles/profile-lines.ts';
import { plainUrl } from '../../../src/ui/connection/without-secrets.ts';

const SECRET = 'sesame';
const form = {
  ...EMPTY_FORM,
  url: `https://kim:${SECRET}@a.example/chat?token=${SECRET}#${SECRET}`,
  path: '/my/',
  namespaces: '/a, /b',
  transports: 'websocket',
  protocol: 'v2',
  parser: 'msgpack',
  auth: `{"token": "${SECRET}"}`,
  query: `{"room": "${SECRET}"}`,
  headers: `{"Authorization": "Bearer ${SECRET}"}`,
  protocols: `bearer.${SECRET}`,
  reconnect: false,
} as const;

describe('a link', () => {
  it('gives back what it was made of, without a secret', () => {
    const link = writeFormLink(form, 'http://localhost:4173/#url=old');
    expect(link).toMatch(/^http:\/\/localhost:4173\/#url=/);
    expect(link).not.toContain(SECRET);
    const { path, namespaces, transports, protocol, parser } = form;
    expect(readFormLink(new URL(link).hash)).toEqual({
      url: 'https://a.example/chat',
      path,
      namespaces,
      transports,
      protocol,
      parser,
    });
  });

  it('takes nothing but what it may carry', () => {
    const hash = '#url=a&auth={"a":1}&headers={}&useRelay=true&reconnect=false&protocol=v9&parser=xml&transports=smoke';
    expect(readFormLink(hash)).toEqual({ url: 'a' });
  });

  it('leads to where bare Engine.IO listens', () => {
    expect(readFormLink('#url=a&protocol=eio4')).toEqual({ url: 'a', protocol: 'eio4', path: '/engine.io/' });
  });
});

it.each([
  ['kim:sesame@localhost:3000', 'localhost:3000'],
  ['wss://kim@a.example/chat?b=c', 'wss://a.example/chat'],
  ['localhost:3000?mail=kim@a.example', 'localhost:3000'],
  // The browser's URL parser ends the host at the first slash, so the rest of the password is a pathname to it.
  ['https://kim:ses/ame@a.example', ''],
  ['https://kim:ses?ame@a.example', ''],
  ['', ''],
])('of the address %s stays %s', (typed, plain) => {
  expect(plainUrl(typed)).toBe(plain);
});

describe('a profile’s file', () => {
  it('says everything but secrets, and is read back', () => {
    const text = writeProfileFile({ name: 'Staging', form });
    expect(text).not.toContain(SECRET);
    expect(text).toContain('Authorization');
    const read = readProfileFile(text);
    expect(read).toMatchObject({
      ok: true,
      value: {
        name: 'Staging',
        form: { path: '/my/', protocol: 'v2', reconnect: false, query: '{"room":""}', auth: '' },
      },
    });
    expect(read.ok && Object.keys(read.value.form).toSorted()).toEqual(Object.keys(EMPTY_FORM).toSorted());
  });

  it.each([
    ['{"format": "sockscope-connection",}', 'line 1, column 35'],
    ['[]', 'not a saved connection'],
    ['null', 'not a saved connection'],
    ['{"format": "sockscope-connection", "version": 2}', 'of version 2; this Sockscope reads 1'],
    ['{"format": "sockscope-connection", "version": 1}', 'does not name'],
  ])('is refused with the reason: %s', (text, why) => {
    expect(readProfileFile(text)).toEqual({ ok: false, error: expect.stringContaining(why) });
  });

  it('gives fields of a wrong type their default', () => {
    const text = '{"format":"sockscope-connection","version":1,"name":"a","connection":{"path":3,"reconnect":"no"}}';
    expect(readProfileFile(text)).toEqual({ ok: true, value: { name: 'a', form: EMPTY_FORM } });
  });
});

describe('the list of profiles', () => {
  const profile = (name: string) => ({ id: `id of ${name}`, name, form: EMPTY_FORM });

  it('keeps the place of what was deleted', () => {
    const lines = profileLines([profile('a 10'), profile('c')], [profile('a 9'), profile('c')]);
    expect(lines.map(({ profile: { name }, isDeleted }) => [name, isDeleted])).toEqual([
      ['a 9', true],
      ['a 10', false],
      ['c', false],
    ]);
  });

  it('finds a copy its own name', () => {
    expect(copyName('a', [profile('a')])).toBe('a copy');
    expect(copyName('a copy', [profile('a'), profile('a copy'), profile('a copy 2')])).toBe('a copy 3');
  });
});

describe('the summary', () => {
  const found = { url: 'http://localhost', path: '/socket.io/', protocol: 'v2' } as const;
  const connection = {
    ...found,
    id: 1,
    parser: 'default',
    relay: false,
    status: 'connected',
    isActive: true,
    since: 0,
    namespaces: [],
  } as const;

  it.each([
    [{}, '/socket.io/ · v2 · /'],
    [{ url: 'localhost:81' }, '/socket.io/ · auto · /'],
    [{ url: 'localhost/chat' }, '/socket.io/ · v2 · /chat'],
    [{ protocol: 'v4', useRelay: true, reconnect: false }, '/socket.io/ · v4 · / · relay · 1 option'],
    [
      { protocol: 'eio4', path: '', auth: '{}', transports: 'polling', headers: '{}' },
      '/engine.io/ · eio4 · 2 options',
    ],
  ] as const)('of %o is %s', (fields, text) => {
    expect(summaryOf({ ...EMPTY_FORM, url: 'localhost', ...fields }, connection).text).toBe(text);
  });
});

describe('what is said of a field', () => {
  const all = { hasRelay: true, hasWebTransport: true };

  it('is nothing where nothing is to be said', () => {
    const notes = notesOn({ ...EMPTY_FORM, url: 'localhost' }, all);
    expect(Object.values(notes).filter(({ kind }) => kind !== 'unused')).toEqual([]);
    expect(Object.keys(notes)).toEqual(['certificateHashes']);
  });

  it('is a problem wherever the form cannot connect', () => {
    const wrong = { ...EMPTY_FORM, url: 'localhost', auth: '{', headers: '{"Cookie": 1}', timeoutMs: '0' };
    const checked = readConnectForm(wrong);
    const told = Object.entries(notesOn(wrong, all)).filter(([, { kind }]) => kind === 'problem');
    expect(checked.ok ? [] : checked.error.map(({ field, message }) => [field, message]).toSorted()).toEqual(
      told.map(([field, { text }]) => [field, text]).toSorted(),
    );
    expect(told).toHaveLength(3);
  });

  it('says why the relay cannot be used, and lets go of it', () => {
    const none = { ...all, hasRelay: false };
    expect(notesOn(EMPTY_FORM, none).useRelay?.kind).toBe('unused');
    expect(notesOn({ ...EMPTY_FORM, useRelay: true }, none).useRelay?.kind).toBe('problem');
    expect(notesOn({ ...EMPTY_FORM, useRelay: true }, all).useRelay).toBeUndefined();
  });
});
