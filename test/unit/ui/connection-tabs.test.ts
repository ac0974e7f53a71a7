import { expect, test } from 'vitest';
import { EMPTY_FORM } from '../../../src/capture/connect-options.ts';
import { connectionColour } from '../../../src/ui/connection/tabs/connection-colour.ts';
import { formOfConnection } from '../../../src/ui/connection/tabs/form-of-connection.ts';
import { SessionTabs } from '../../../src/ui/connection/tabs/session-tabs.svelte.ts';
import { stepTab } from '../../../src/ui/connection/tabs/step-tab.ts';
import { tabName } from '../../../src/ui/connection/tabs/tab-name.ts';
import { TabSet } from '../../../src/ui/connection/tabs/tab-set.svelte.ts';
import { tabPicked } from '../../../src/ui/keys.ts';
import { connectionIn, withConnection } from '../../../src/ui/filter/connection-filter.ts';
import type { ConnectionState, SessionState } from '../../../src/worker/remote.ts';

const form = (url: string) => ({ ...EMPTY_FORM, url });

function connection(id: number, url = 'http://127.0.0.1:3000'): ConnectionState {
  return {
    id,
    url,
    path: '/socket.io/',
    parser: 'default',
    relay: false,
    status: 'disconnected',
    isActive: false,
    since: 0,
    namespaces: [{ nsp: '/', isConnected: false, nextAckId: 0 }],
  };
}

function session(key: string, mode: SessionState['mode'], connections: readonly ConnectionState[]): SessionState {
  return {
    key,
    name: key,
    mode,
    startedAt: '2026-01-01T00:00:00.000Z',
    now: 0,
    recovered: false,
    deleted: false,
    entries: 0,
    recorded: 0,
    shown: 0,
    generation: 0,
    folded: 0,
    edition: 0,
    notes: 0,
    filter: '',
    storage: { state: 'saved', at: 0 },
    connections,
    rates: { sent: 0, received: 0 },
    eventNames: [],
  };
}

test('a tab is named by host and port, or by what has been typed of the address', () => {
  expect(tabName('', undefined)).toBe('New connection');
  expect(tabName('localhost:3000/chat?token=s3cret', undefined)).toBe('localhost:3000');
  expect(tabName('https://example.org/', undefined)).toBe('example.org');
  expect(tabName('ht tp', undefined)).toBe('ht tp');
  expect(tabName('http://127.0.0.1:4174', 'http://127.0.0.1:4174/')).toBe('127.0.0.1:4174, practice');
});

test('closing the tab in front brings its neighbour there, and closing the last leaves an empty one', () => {
  const set = new TabSet(form('a'));
  const second = set.add(form('b'));
  set.add(form('c'));
  set.activate(second);
  set.close(second);
  expect(set.active.form.url).toBe('c');
  set.close(set.active);
  expect(set.active.form.url).toBe('a');
  set.close(set.active);
  expect(set.all.map((tab) => tab.form.url)).toEqual(['']);
  expect(set.active).toBe(set.all[0]);
  expect(new Set([set.all[0]?.id, second.id, 1]).size).toBe(3);
});

test('closing a tab behind leaves the one in front where it is', () => {
  const set = new TabSet(form('a'));
  const second = set.add(form('b'));
  set.close(second);
  expect(set.active.form.url).toBe('a');
});

test('a new session takes over the tab that started it, and keeps it while another is looked at', () => {
  const tabs = new SessionTabs(form('draft'));
  const started = tabs.start();
  tabs.show(session('one', 'live', [connection(1)]));
  expect(tabs.current).toBe(started);
  tabs.current.add(form('second'));
  tabs.show(session('other', 'opening', [connection(1, 'http://other:1'), connection(2, 'http://other:2')]));
  expect(tabs.current.all.map(({ conn }) => conn)).toEqual([1, 2]);
  tabs.show(session('one', 'live', [connection(1)]));
  expect(tabs.current).toBe(started);
  expect(tabs.current.all).toHaveLength(2);
});

test('from a session that is over only the form goes into the new one', () => {
  const tabs = new SessionTabs(form('draft'));
  tabs.show(session('old', 'saved', [connection(1, 'http://old:1'), connection(2, 'http://old:2')]));
  const { current } = tabs;
  const started = tabs.start();
  expect(tabs.current).toBe(current);
  expect(started.all.map(({ conn }) => conn)).toEqual([undefined]);
  expect(started.active.form.url).toBe('http://old:1');
  tabs.show(session('new', 'live', [connection(1, 'http://old:1')]));
  expect(tabs.current).toBe(started);
});

test('without a session the form in front stays at hand', () => {
  const tabs = new SessionTabs(form('draft'));
  tabs.start();
  tabs.show(session('one', 'live', [connection(1)]));
  tabs.current.active.edit({ path: '/x/' });
  tabs.show(undefined);
  expect(tabs.current.all).toHaveLength(1);
  expect(tabs.current.active.form).toEqual({ ...form('draft'), path: '/x/' });
});

test('a session told twice in the same mode keeps its tabs', () => {
  const tabs = new SessionTabs(form('draft'));
  tabs.show(session('saved', 'saved', [connection(1), connection(2)]));
  const { current } = tabs;
  tabs.show(session('saved', 'saved', [connection(1), connection(2)]));
  expect(tabs.current).toBe(current);
});

test('a recorded connection gives its form back; the one at hand is better where it leads to the same server', () => {
  const recorded: ConnectionState = {
    ...connection(1),
    path: '/x/',
    protocol: 'v2',
    relay: true,
    namespaces: ['/', '/chat'].map((nsp) => ({ nsp, isConnected: false, nextAckId: 0 })),
  };
  expect(formOfConnection(recorded, form('http://else:1'))).toEqual({
    ...EMPTY_FORM,
    url: 'http://127.0.0.1:3000',
    path: '/x/',
    protocol: 'v2',
    namespaces: '/, /chat',
    useRelay: true,
  });
  const atHand = { ...form('127.0.0.1:3000'), auth: '{"token": "s"}' };
  expect(formOfConnection(recorded, atHand)).toBe(atHand);
});

test('arrows go round the tabs, Home and End to their ends', () => {
  expect(['ArrowRight', 'ArrowLeft', 'Home', 'End', 'x'].map((key) => stepTab(key, 0, 3))).toEqual([
    1,
    2,
    0,
    2,
    undefined,
  ]);
  expect(stepTab('ArrowRight', 2, 3)).toBe(0);
});

test('Alt with a digit picks a tab by the key’s place, whatever character it types', () => {
  const pressed = { key: '¡', code: 'Digit1', altKey: true, ctrlKey: false, metaKey: false, shiftKey: false };
  expect(tabPicked(pressed)).toBe(0);
  expect(tabPicked({ ...pressed, code: 'Digit9' })).toBe(8);
  expect(tabPicked({ ...pressed, code: 'Digit0' })).toBeUndefined();
  expect(tabPicked({ ...pressed, altKey: false })).toBeUndefined();
  expect(tabPicked({ ...pressed, ctrlKey: true })).toBeUndefined();
});

test('showing one connection alone keeps the rest of the filter, and gives it back', () => {
  expect(withConnection('', 2)).toBe('conn:2');
  expect(withConnection('kind:EVENT conn:1 "a b"', 2)).toBe('kind:EVENT "a b" conn:2');
  expect(withConnection('kind:EVENT conn:12', undefined)).toBe('kind:EVENT');
  expect(connectionIn('kind:EVENT conn:12')).toBe(12);
  expect(connectionIn('-conn:1')).toBeUndefined();
});

test('neighbouring connections differ in colour', () => {
  const colours = [1, 2, 3, 4, 5, 6, 7].map(connectionColour);
  expect(new Set(colours.slice(0, 6)).size).toBe(6);
  expect(colours[6]).toBe(colours[0]);
});
