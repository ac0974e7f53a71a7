import type { ConnectionHeader, SessionHeader } from '../../session/header.ts';
import type { SpokenProtocol } from '../../session/protocols.ts';
import { relayedIn } from '../../wire/relay-url.ts';
import { isJsonObject, type JsonObject } from '../unknown-fields.ts';
import type { Draft } from './draft.ts';
import type { HarArchive } from './har-archive.ts';
import type { HarConnection } from './har-connections.ts';
import type { Placed } from './har-events.ts';
import { instantUs } from './har-time.ts';

/** These write down when a WebSocket was closed; what they do not was still open. */
const CLOSING_TELLERS: readonly unknown[] = ['WebInspector', 'Sockscope'];

/** What an HTTP archive says of the session as a whole, as far as it has been read. */
export class HarHeader {
  readonly #archive: HarArchive;
  readonly #connections: ConnectionHeader[] = [];
  #startedAtMs: number | undefined;
  #lastAtMs: number | undefined;
  #namespaces: ReadonlyMap<number, ReadonlySet<string>> = new Map();

  constructor(archive: HarArchive) {
    this.#archive = archive;
  }

  get tellsClosings(): boolean {
    const { creator, drafts } = this.#archive;
    return (
      CLOSING_TELLERS.includes(creator['name']) ||
      drafts.some((draft) => draft.kind === 'socket' && draft.closed !== undefined)
    );
  }

  get current(): SessionHeader {
    const { creator, drafts } = this.#archive;
    const environment = this.#environment();
    const startedAtMs = this.#startedAtMs ?? 0;
    return {
      id: '',
      name: this.#name(),
      startedAt: isoTime(startedAtMs),
      ...(this.#lastAtMs === undefined ? {} : { endedAt: isoTime(startedAtMs + this.#lastAtMs) }),
      app: namedVersion(creator) ?? 'HAR',
      userAgent: userAgentIn(drafts),
      connections: this.#connections.map((connection) => ({
        ...connection,
        namespaces: [...(this.#namespaces.get(connection.id) ?? [])],
      })),
      notes: [],
      tags: [],
      ...(environment === undefined ? {} : { environment }),
    };
  }

  add({ id, address, sessions }: HarConnection, { protocol, parser }: SpokenProtocol): void {
    const spoken = sessions.filter(({ isOwnCheck }) => !isOwnCheck);
    const drafts = (spoken.length > 0 ? spoken : sessions).flatMap((session) => session.drafts);
    const transports = new Set(drafts.map(({ kind }) => (kind === 'exchange' ? 'polling' : 'websocket')));
    const isRelayed = drafts.some(({ url }) => relayedIn(url) !== undefined);
    this.#connections.push({
      id,
      url: address.origin,
      path: address.path,
      protocol,
      parser,
      transports: [...transports],
      namespaces: [],
      ...(isRelayed ? { relay: true } : {}),
    });
  }

  /** The session starts with its first event. What comes back is to be added to the file's times. */
  begin(placed: readonly Placed[]): number {
    const zeroMs = (this.#archive.clock.zeroUs ?? 0) / 1000;
    const first = placed.reduce((least, { draft }) => Math.min(least, draft.at), Infinity);
    const startedAtMs = this.#ownStartMs() ?? Math.floor(zeroMs + (Number.isFinite(first) ? first : 0));
    this.#startedAtMs = startedAtMs;
    return zeroMs - startedAtMs;
  }

  end(lastAtMs: number | undefined, namespaces: ReadonlyMap<number, ReadonlySet<string>>): void {
    this.#lastAtMs = lastAtMs;
    this.#namespaces = namespaces;
  }

  /** Sockscope writes the session as a page: its start and its name. */
  #ownStartMs(): number | undefined {
    const us = this.#ownPage === undefined ? undefined : instantUs(this.#ownPage['startedDateTime']);
    return us === undefined ? undefined : us / 1000;
  }

  get isNameless(): boolean {
    return typeof this.#ownPage?.['title'] !== 'string';
  }

  #name(): string {
    const title = this.#ownPage?.['title'];
    if (typeof title === 'string') return title;
    const hosts = new Set(this.#archive.drafts.map(({ address }) => address.origin.replace(/^https?:\/\//, '')));
    const [first = '', ...others] = hosts;
    return `${first}${others.length > 0 ? ` and ${others.length} more` : ''}, from a HAR`;
  }

  get #ownPage(): JsonObject | undefined {
    const { creator, pages } = this.#archive;
    return creator['name'] === 'Sockscope' ? pages.find(isJsonObject) : undefined;
  }

  #environment(): SessionHeader['environment'] {
    const browser = namedVersion(this.#archive.browser);
    return browser === undefined ? undefined : { browser };
  }
}

function namedVersion({ name, version }: JsonObject): string | undefined {
  if (typeof name !== 'string' || name === '') return undefined;
  return typeof version === 'string' && version !== '' ? `${name} ${version}` : name;
}

function userAgentIn(drafts: readonly Draft[]): string {
  for (const draft of drafts) {
    if (draft.kind !== 'exchange') continue;
    const found = Object.entries(draft.headers).find(([name]) => /^user-agent$/i.test(name));
    if (found) return found[1];
  }
  return '';
}

function isoTime(ms: number): string {
  return new Date(Math.floor(ms)).toISOString();
}
