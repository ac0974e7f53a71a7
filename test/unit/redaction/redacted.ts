import { Redactor } from '../../../src/redaction/redactor.ts';
import type { RedactionRule } from '../../../src/redaction/rule.ts';
import { SecretFinder } from '../../../src/redaction/secret-finder.ts';
import type { SessionHeader } from '../../../src/session/header.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { HEADER } from './planted.ts';

export const BARE: SessionHeader = {
  ...HEADER,
  name: '',
  notes: [],
  tags: [],
  cover: {},
  diagnosis: [],
  connections: [],
};

type Circumstances = {
  readonly header?: SessionHeader;
  readonly rules?: readonly RedactionRule[];
  readonly kept?: readonly string[];
};

export function redacted(events: readonly WireEvent[], { header = BARE, rules = [], kept = [] }: Circumstances = {}) {
  const finder = new SecretFinder(header, rules);
  for (const [at, event] of events.entries()) finder.step(at, event);
  const redactor = new Redactor(finder, kept);
  for (const [at, event] of events.slice(0, finder.recountTo).entries()) redactor.count(at, event);
  const clean = { header: redactor.header(header), events: events.map((event, at) => redactor.event(at, event)) };
  return { ...clean, redactor, finder };
}

export function frame(payload: string | Uint8Array): WireEvent {
  return { at: captureMs(0), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'received', payload };
}

export const say = (...args: readonly unknown[]) => frame(`42${JSON.stringify(['say', ...args])}`);
export const pattern = (text: string): RedactionRule => ({ id: 'r', isOn: true, by: 'pattern', pattern: text });
