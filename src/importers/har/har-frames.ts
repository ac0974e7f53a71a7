import { base64Decode } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { SessionLog } from '../../session/log.ts';
import { captureMs, type Direction, type Payload } from '../../wire/wire-event.ts';
import { isJsonObject, shownValue } from '../unknown-fields.ts';
import { messageUs, type HarClock } from './har-time.ts';

/** What a message of a WebSocket turned out to be: kept, or a frame of the WebSocket's own (close, ping, pong). */
export type FrameUse = 'kept' | 'control';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  send: 'sent',
  sent: 'sent',
  outgoing: 'sent',
  receive: 'received',
  received: 'received',
  incoming: 'received',
};

/** `_webSocketMessages` of one entry, in columns: a file may hold a million, and its URL may come behind them. */
export class HarFrames {
  readonly log = new SessionLog({ read: () => Promise.resolve(undefined) }, Infinity);
  /** The error that the browser tells among the messages. */
  error: string | undefined;
  first = Infinity;
  last = -Infinity;
  readonly #clock: HarClock;

  constructor(clock: HarClock) {
    this.#clock = clock;
  }

  /** Of one element, or a sentence that says what is wrong with it. */
  add(json: string): Result<FrameUse, string> {
    let message: unknown;
    try {
      message = JSON.parse(json);
    } catch {
      return fail('is not JSON.');
    }
    if (!isJsonObject(message)) return fail(`should be an object, found ${shownValue(message)}.`);
    const { type, time, opcode = 1, data } = message;
    if (type === 'error') {
      this.error = typeof data === 'string' ? data : String(message['errorMessage'] ?? 'websocket error');
      return ok('control');
    }
    if (opcode !== 1 && opcode !== 2) return ok('control');
    const dir = Object.hasOwn(DIRECTIONS, String(type)) ? DIRECTIONS[String(type)] : undefined;
    if (!dir) return fail(`has a "type" that should be send or receive, found ${shownValue(type)}.`);
    if (typeof data !== 'string') return fail(`has "data" that should be text, found ${shownValue(data)}.`);
    const payload = opcode === 1 ? data : base64Decode(data.replace(/\s/g, ''));
    if (payload === undefined) return fail('has "data" that should be base64, for its opcode is 2.');
    this.#keep(dir, payload, messageUs(time));
    return ok('kept');
  }

  #keep(dir: Direction, payload: Payload, us: number | undefined): void {
    const at = us === undefined ? -Infinity : this.#clock.at(us);
    if (us !== undefined) {
      this.first = Math.min(this.first, at);
      this.last = Math.max(this.last, at);
    }
    this.log.append({ kind: 'frame', at: captureMs(at), conn: 1, chan: 1, via: 'websocket', dir, payload });
  }
}
