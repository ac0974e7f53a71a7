import type { ParserName, ProtocolName } from '../../session/header.ts';
import { looseIn, textIn, textsIn, type Loose } from './loose.ts';

const PROTOCOLS: readonly ProtocolName[] = ['v4', 'v2', 'eio4', 'eio3'];
const PARSERS: readonly ParserName[] = ['default', 'msgpack'];

/** What the person asked for. An imported session may tell nothing of it. */
export class Address {
  /** Origin of the server. */
  url: string | undefined;
  path = '/socket.io/';
  /** Origin of the page, where it is one that can stand in a configuration. */
  page: string | undefined;
  protocol: ProtocolName | undefined;
  parser: ParserName | undefined;
  transports: readonly string[] = [];
  withCredentials = false;
  headerNames: readonly string[] = [];
  relay = false;
  /** The client was told not to upgrade. */
  staysOnFirst = false;

  /** Of `user connect`. */
  read(detail: unknown): void {
    const told = looseIn(detail);
    this.url = originIn(told['url']);
    this.path = pathIn(told['path']) ?? '/socket.io/';
    this.page = originIn(told['page']);
    this.transports = textsIn(told['transports']);
    this.withCredentials = told['withCredentials'] === true;
    this.headerNames = textsIn(told['headerNames']);
    this.relay = told['relay'] === true;
    this.staysOnFirst = told['upgrade'] === false;
    this.readProtocol(told);
  }

  /** Of `client protocol`. */
  readProtocol(detail: unknown): void {
    const told: Loose = looseIn(detail);
    this.protocol = PROTOCOLS.find((name) => name === told['protocol']);
    this.parser = PARSERS.find((name) => name === told['parser']);
  }

  get wantsUpgrade(): boolean {
    const [first, ...others] = this.transports;
    return first === 'polling' && others.length > 0 && !this.staysOnFirst;
  }

  get isWebSocketOnly(): boolean {
    return this.transports.length > 0 && this.transports.every((name) => name === 'websocket');
  }

  get isSecure(): boolean {
    return this.url?.startsWith('https:') === true;
  }

  get host(): string {
    return hostOf(this.url);
  }
}

// These end up in snippets, so nothing that could mean something there is taken.
const ORIGIN = /^(?:https?|wss?):\/\/(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
const PATH = /^\/[\w.~/-]*$/;

function originIn(value: unknown): string | undefined {
  const text = textIn(value)?.replace(/\/$/, '');
  return text !== undefined && ORIGIN.test(text) ? text : undefined;
}

function pathIn(value: unknown): string | undefined {
  return typeof value === 'string' && PATH.test(value) ? value : undefined;
}

/** Without its port; `''` where there is none. */
export function hostOf(origin: string | undefined): string {
  return /^[a-z]+:\/\/(\[[^\]]+\]|[^:/]+)/i.exec(origin ?? '')?.[1]?.toLowerCase() ?? '';
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

/** On this machine or in its network, as far as the name tells: RFC 1918, link-local, `.local`. */
export function isLocal(host: string): boolean {
  if (isLoopback(host) || host.endsWith('.local')) return true;
  return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cde])/.test(host);
}

export function isAddress(host: string): boolean {
  return host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host);
}
