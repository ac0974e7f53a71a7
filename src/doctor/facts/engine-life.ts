import { decodeHandshake } from '../../protocol/engineio/handshake.ts';
import type { Entry, Packet } from '../../session/entry.ts';
import type { Closed, Failed, Frame, Opened, Request, Response } from '../../wire/wire-event.ts';
import { Endings } from './endings.ts';
import { EngineSession } from './engine-session.ts';
import { askedBy, Failures, sidIn, type Asked } from './failures.ts';
import { Sightings } from './sightings.ts';
import { UpgradeFacts } from './upgrade-facts.ts';

/** A request that finds its session unknown this soon never was where the session is. */
const YOUNG_MS = 5000;
/** How soon after an EVENT with too many attachments the server closes. */
const AT_ONCE_MS = 2000;

/** A stream that breaks this soon after its opening was refused inside it. */
const BROKEN_MS = 1000;

type Stream = { readonly openedAt: number; readonly hasSid: boolean; hasHandshake: boolean };

/** Sessions of a connection, the channels under them, and how they came to be and to end. */
export class EngineLife {
  readonly failures = new Failures();
  readonly endings = new Endings();
  readonly upgrade = new UpgradeFacts();
  session: EngineSession | undefined;
  handshakes = 0;
  /** Sessions that the next request did not find: no sticky sessions. */
  readonly lostYoung = new Sightings();
  /** Sessions that had lived: the server restarted, or gave them up. */
  readonly lostOld = new Sightings();
  /** Two polls of one session at once. */
  readonly overlapping = new Sightings();
  readonly refusedOverlap = new Sightings();
  /** The first handshake's generation, from the URL. */
  generation: number | undefined;
  readonly #requests = new Map<number, Asked>();
  readonly #streams = new Map<number, Stream>();

  request(entry: Entry, event: Request): void {
    const asked = askedBy(entry, event);
    this.#generationIn(event.url);
    if (asked.sid === undefined) this.failures.waiting = asked;
    else if (event.method === 'GET' && this.#isPolled(asked.sid)) this.overlapping.see(entry);
    this.#requests.set(event.chan, asked);
    this.session?.sent(entry, event.payload?.length ?? 0);
  }

  /** Tells whether it was an answer that the client can use. */
  response(entry: Entry, event: Response): boolean {
    const asked = this.#requests.get(event.chan);
    this.#requests.delete(event.chan);
    const isHandshake = asked !== undefined && asked.sid === undefined;
    if (isHandshake) this.failures.waiting = undefined;
    if (this.session) this.session.lastPacketAt = event.at;
    if (event.status === 200 && (!isHandshake || entry.packets.some(({ kind }) => kind === 'open'))) return true;
    this.#odd(entry, event, asked);
    return false;
  }

  failed(entry: Entry, event: Failed): void {
    if (event.via !== 'polling') return;
    const asked = this.#requests.get(event.chan);
    this.#requests.delete(event.chan);
    if (!asked || asked.sid !== undefined) return;
    this.failures.waiting = undefined;
    this.failures.unreadable.see(entry);
  }

  /** The client has waited long enough; it aborts what it had asked, which says nothing more. */
  timedOut(entry: Entry): void {
    const { failures } = this;
    failures.timeouts.see(entry);
    if (failures.waiting) failures.hung.see(entry);
    failures.waiting = undefined;
    for (const [chan, { sid }] of this.#requests) if (sid === undefined) this.#requests.delete(chan);
  }

  opened(event: Opened): void {
    this.#generationIn(event.url);
    const hasSid = sidIn(event.url) !== undefined;
    this.#streams.set(event.chan, { openedAt: event.at, hasSid, hasHandshake: false });
    if (hasSid) this.upgrade.begin(event.at);
  }

  /** Tells whether the session went with it. */
  closed(entry: Entry, event: Closed): boolean {
    const stream = this.#streams.get(event.chan);
    this.#streams.delete(event.chan);
    const { session, failures } = this;
    if (session?.chan === event.chan) return true;
    if (!stream || stream.hasSid) {
      // A WebSocket that never opened tells nobody whose it is: with a session by polling, it was the upgrade's.
      if (session?.via === 'polling') this.upgrade.fail(entry);
      else if (!stream) failures.streamRefused.see(entry);
    } else if (!stream.hasHandshake) {
      const isBroken = !event.clean && event.at - stream.openedAt < BROKEN_MS;
      (isBroken ? failures.streamBroken : failures.streamSilent).see(entry);
    }
    return false;
  }

  frame(entry: Entry, { dir, payload, at }: Frame): void {
    const { session } = this;
    if (!session) return;
    if (dir === 'sent') session.sent(entry, payload.length);
    else session.lastPacketAt = at;
  }

  /** A packet that is Engine.IO's own. */
  packet(entry: Entry, { kind, engine, direction }: Packet): void {
    if (kind === 'open' && direction === 'received' && engine?.type === 'open') {
      const handshake = decodeHandshake(engine.text);
      if (!handshake.ok) return;
      this.session = new EngineSession(entry, handshake.value);
      const stream = entry.event.kind === 'frame' ? this.#streams.get(entry.event.chan) : undefined;
      if (stream) stream.hasHandshake = true;
      this.handshakes++;
      this.upgrade.clear();
    } else if (kind === 'upgrade' && direction === 'sent' && this.session && entry.event.kind === 'frame') {
      this.session.via = entry.event.via;
      this.session.chan = entry.event.chan;
      this.upgrade.clear();
    } else if (direction === 'received' && this.session) this.session.lastBeatSeq = entry.seq;
  }

  /** The session is over, and nobody on this side had ended it. */
  lose(entry: Entry, code: number | undefined, reason: string | undefined): void {
    const { session } = this;
    if (!session) return this.#explain(entry, reason);
    const { at } = entry.event;
    const { openedAt, lastPacketAt, via, chan, overloaded } = session;
    const { pingTimeout } = session.handshake;
    if (reason === 'ping timeout') this.#pingTimeout(entry, session);
    if (code === 1009) this.#tooLarge(entry, 1009, false);
    const isOverload = overloaded !== undefined && at - overloaded.event.at < AT_ONCE_MS;
    if (isOverload && overloaded && code !== 1009) this.endings.attachmentsRefused.see(overloaded);
    const isExplained = reason === 'ping timeout' || code === 1009 || isOverload || session.isUnknown;
    const times = { at, lifeMs: at - openedAt, idleMs: at - lastPacketAt };
    this.endings.add({ seqs: [entry.seq], ...times, pingTimeout, via, chan, code, reason, isExplained });
    this.session = undefined;
  }

  /** The stream of a session that the client had given up before. */
  lateClose({ chan, code }: Closed): void {
    const { last } = this.endings;
    if (last?.chan === chan) last.code ??= code;
  }

  /** The client's word, which comes after the close that it speaks of. */
  #explain({ seq }: Entry, reason: string | undefined): void {
    const { last } = this.endings;
    if (!last || last.reason !== undefined || reason === undefined) return;
    last.reason = reason;
    last.seqs.push(seq);
  }

  #odd(entry: Entry, event: Response, asked: Asked | undefined): void {
    const answer = this.failures.answered(entry, event, asked);
    const { session } = this;
    if (answer.kind === 'engine-error' && answer.code === 1) {
      const isYoung = session !== undefined && event.at - session.openedAt < YOUNG_MS;
      // Both the poll and the POST may be lost: it is one session all the same.
      if (session?.isUnknown !== true) (isYoung ? this.lostYoung : this.lostOld).see(entry);
      if (session) session.isUnknown = true;
    }
    if (event.status === 413) this.#tooLarge(entry, 413, answer.kind !== 'empty');
    if (event.status === 504 && asked?.sid !== undefined && asked.method === 'GET') this.endings.heldTooLong.see(entry);
    if (event.status === 400 && answer.kind === 'empty' && asked?.sid !== undefined) this.refusedOverlap.see(entry);
  }

  #pingTimeout(entry: Entry, session: EngineSession): void {
    this.endings.pingTimeouts.see(entry);
    this.endings.lastBeatSeq = session.lastBeatSeq ?? session.openSeq;
  }

  #tooLarge(entry: Entry, code: 1009 | 413, isFromProxy: boolean): void {
    const { session } = this;
    const { largestSize: sizeBytes = 0, largestSeq: sentSeq } = session ?? {};
    const limitBytes = session?.handshake.maxPayload;
    this.endings.tooMuch(entry, { code, isFromProxy, sizeBytes, sentSeq, limitBytes });
  }

  #isPolled(sid: string): boolean {
    for (const asked of this.#requests.values()) if (asked.sid === sid && asked.method === 'GET') return true;
    return false;
  }

  #generationIn(url: string): void {
    const eio = /[?&]EIO=(\d)/.exec(url)?.[1];
    if (eio !== undefined) this.generation = Number(eio);
  }
}
