import { grouped } from '../grouped.ts';

const ASIDES = [
  'stranger',
  'preflight',
  'webtransport',
  'silent-socket',
  'control',
  'attached',
  'missing-body',
] as const;
type Aside = (typeof ASIDES)[number];

/** One, and several, of each. */
const WORDS: Readonly<Record<Aside, readonly [string, string]>> = {
  stranger: ['1 entry is not Socket.IO: its URL has no EIO.', 'entries are not Socket.IO: their URLs have no EIO.'],
  preflight: [
    '1 CORS preflight, which the browser asks by itself.',
    'CORS preflights, which the browser asks by itself.',
  ],
  webtransport: [
    '1 WebTransport session: a HAR does not hold what crosses it.',
    'WebTransport sessions: a HAR does not hold what crosses them.',
  ],
  'silent-socket': [
    '1 WebSocket comes without its frames: the program that wrote the file does not keep them, or none crossed.',
    'WebSockets come without their frames: the program that wrote the file does not keep them, or none crossed.',
  ],
  control: [
    '1 frame of the WebSocket’s own (close, ping, pong, continuation).',
    'frames of the WebSockets’ own (close, ping, pong, continuation).',
  ],
  attached: [
    '1 body or WebSocket lies in a file beside the HAR (Playwright: content “attach”) and is missing here.',
    'bodies or WebSockets lie in files beside the HAR (Playwright: content “attach”) and are missing here.',
  ],
  'missing-body': [
    '1 body is not in the file: browsers do not write down bytes that were sent.',
    'bodies are not in the file: browsers do not write down bytes that were sent.',
  ],
};

/** What of a HAR becomes no entry, counted. */
export class LeftAside {
  readonly #counts = new Map<Aside, number>();

  add(what: Aside): undefined {
    this.#counts.set(what, this.countOf(what) + 1);
  }

  countOf(what: Aside): number {
    return this.#counts.get(what) ?? 0;
  }

  get sentences(): readonly string[] {
    return ASIDES.filter((what) => this.#counts.has(what)).map((what) => {
      const count = this.countOf(what);
      return count === 1 ? WORDS[what][0] : `${grouped(count)} ${WORDS[what][1]}`;
    });
  }
}
