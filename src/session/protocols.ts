import { rememberingSplit } from '../protocol/engineio/protocol.ts';
import type { ClientEvent, WireEvent } from '../wire/wire-event.ts';
import { decodersFor, PROBE_DECODERS, type Decoders } from './decoders.ts';
import type { ConnectionHeader, ParserName, ProtocolName } from './header.ts';

export type SpokenProtocol = { readonly protocol: ProtocolName; readonly parser: ParserName };

/** What a connection speaks from entry `from` on. */
type Turn = SpokenProtocol & { readonly from: number; readonly decoders: Decoders };

const PROTOCOLS: readonly ProtocolName[] = ['v4', 'v2', 'eio4', 'eio3'];
const PARSERS: readonly ParserName[] = ['default', 'msgpack'];

/**
 * What each connection of a session speaks. It may change: what was remembered of a server need not hold the next time.
 * The log says so by `client` events named `protocol`; the header knows only the last word.
 */
export class Protocols {
  readonly #turns: Turn[][] = [];
  readonly #decoders = new Map<string, Decoders>();
  readonly #probe: Decoders = remembering(PROBE_DECODERS);
  readonly #usual = this.#decodersFor('v4', 'default');

  constructor(connections: readonly Pick<ConnectionHeader, 'id' | 'protocol' | 'parser'>[] = []) {
    for (const { id, protocol, parser } of connections) this.set(id, { protocol, parser }, 0);
  }

  /** From entry `from` on, which has not been decoded yet. */
  set(conn: number, { protocol, parser }: SpokenProtocol, from: number): void {
    const turns = (this.#turns[conn] ??= []);
    const last = turns.at(-1);
    if (last?.protocol === protocol && last.parser === parser) return;
    if (last?.from === from) turns.pop();
    turns.push({ protocol, parser, from, decoders: this.#decodersFor(protocol, parser) });
  }

  /** Takes note of what the log says, before entry `seq` is decoded. */
  step(seq: number, event: ClientEvent): void {
    const spoken = event.event === 'protocol' && event.probe === undefined ? spokenIn(event.detail) : undefined;
    if (spoken) this.set(event.conn, spoken, seq);
  }

  /** How entry `seq`, which is `event`, is to be read. */
  of(seq: number, { conn, probe }: Pick<WireEvent, 'conn' | 'probe'>): Decoders {
    if (probe !== undefined) return this.#probe;
    const turns = this.#turns[conn];
    if (!turns) return this.#usual;
    for (let i = turns.length - 1; i > 0; i--) {
      const turn = turns[i];
      if (turn && turn.from <= seq) return turn.decoders;
    }
    return turns[0]?.decoders ?? this.#usual;
  }

  /** One for all connections that speak alike, so that what is asked of it again can be remembered. */
  #decodersFor(protocol: ProtocolName, parser: ParserName): Decoders {
    const key = `${protocol} ${parser}`;
    const known = this.#decoders.get(key);
    if (known) return known;
    const made = remembering(decodersFor(protocol, parser));
    this.#decoders.set(key, made);
    return made;
  }
}

function remembering(decoders: Decoders): Decoders {
  return { ...decoders, engine: rememberingSplit(decoders.engine) };
}

/** A file may hold anything. */
function spokenIn(detail: unknown): SpokenProtocol | undefined {
  if (typeof detail !== 'object' || detail === null) return undefined;
  const { protocol, parser }: Readonly<Record<string, unknown>> = { ...detail };
  const knownProtocol = PROTOCOLS.find((name) => name === protocol);
  const knownParser = PARSERS.find((name) => name === parser) ?? 'default';
  return knownProtocol && { protocol: knownProtocol, parser: knownParser };
}
