import type { RowKind } from '../../projections/row.ts';
import type { Direction } from '../../wire/wire-event.ts';
import type { ConnectionStatus } from '../../worker/remote.ts';

/** Statuses carry a prefix because `failed` is also a row's kind, with another shape. */
export type GlyphName = RowKind | Direction | `is-${ConnectionStatus}`;

export type GlyphTone = 'sent' | 'received' | 'heartbeat' | 'upgrade' | 'warning' | 'error' | 'accent' | 'quiet';

/** Paths in a square of `box` px: `solid` is filled (even-odd), `line` is stroked. Without a tone it takes the text's. */
export type GlyphShape = {
  readonly box: 9 | 11;
  readonly solid?: string;
  readonly line?: string;
  readonly tone?: GlyphTone;
};

const RING = 'M5.5 2.5a3 3 0 1 0 0 6a3 3 0 1 0 0-6z';
const BIG_RING = 'M5.5 1.9a3.6 3.6 0 1 0 0 7.2a3.6 3.6 0 1 0 0-7.2z';
const HOOK = 'M9.5 2v3.5h-8M4 3L1.5 5.5L4 8';
const PULSE = 'M.5 6h2.2l1.6-4.3l2.4 7.6l1.5-3.3h2.3';
const CHEVRONS = 'M2 5.3l3.5-3.5l3.5 3.5M2 9.5l3.5-3.5l3.5 3.5';
const ARROWS = 'M1 3.5h8.5M7.3 1.3l2.2 2.2M10 7.5h-8.5M3.7 9.7l-2.2-2.2';
const ALARM = 'M5.5.8L10.8 10.3H.2zM4.9 4v3.2h1.2v-3.2zM4.9 8v1.2h1.2v-1.2z';
const LOOP = 'M9.2 3.6a4.1 4.1 0 1 0 .4 2.9M9.6 1v2.8h-2.8';

export const GLYPHS: Readonly<Record<GlyphName, GlyphShape>> = {
  sent: { box: 9, solid: 'M4.5 .6L8.8 8.3H.2z', tone: 'sent' },
  received: { box: 9, line: 'M4.5 7.7L.9 1.2h7.2z', tone: 'received' },

  EVENT: { box: 11, solid: RING },
  BINARY_EVENT: { box: 11, solid: 'M1 1h3v3h-3zM7 1h3v3h-3zM4 4h3v3h-3zM1 7h3v3h-3zM7 7h3v3h-3z' },
  attachment: { box: 11, line: 'M1.5 1.5h8v8h-8zM5.5 1.5v8M1.5 5.5h8' },
  ACK: { box: 11, line: HOOK },
  BINARY_ACK: { box: 11, line: HOOK, solid: 'M5 7.5h2v2h-2zM8.5 7.5h2v2h-2z' },
  CONNECT: { box: 11, line: RING },
  DISCONNECT: { box: 11, line: `${RING}M2 9l7-7` },
  CONNECT_ERROR: { box: 11, line: `${BIG_RING}M4 4l3 3M7 4l-3 3` },
  ERROR: { box: 11, line: `${BIG_RING}M4 4l3 3M7 4l-3 3` },

  open: { box: 11, line: 'M7 1.5h-4.5v8h4.5M2.5 5.5h6.5' },
  close: { box: 11, line: 'M4 1.5h4.5v8h-4.5M8.5 5.5h-6.5' },
  ping: { box: 11, line: PULSE, tone: 'heartbeat' },
  pong: { box: 11, line: PULSE, tone: 'heartbeat' },
  message: { box: 11, line: 'M1.5 2.5h8v6h-8z' },
  upgrade: { box: 11, line: CHEVRONS, tone: 'upgrade' },
  noop: { box: 11, line: CHEVRONS, tone: 'upgrade' },

  request: { box: 11, line: ARROWS },
  response: { box: 11, line: ARROWS },
  opened: { box: 11, line: 'M.5 5.5h2.5M8 5.5h2.5M3 3h5v5h-5zM5.5 3v5' },
  closed: {
    box: 11,
    line: 'M.5 5.5h2.5M8 5.5h2.5',
    solid: 'M3 2.7h1.7v5.6h-1.7zM6.3 2.7h1.7v5.6h-1.7z',
    tone: 'error',
  },
  failed: { box: 11, solid: ALARM, tone: 'error' },
  malformed: { box: 11, solid: ALARM, tone: 'error' },
  client: { box: 11, line: LOOP, tone: 'warning' },
  user: { box: 11, line: 'M5.5 1.8v7.4M1.8 5.5h7.4' },

  'is-connected': { box: 11, solid: 'M5.5 1.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8z', tone: 'accent' },
  'is-connecting': { box: 11, line: BIG_RING, solid: 'M5.5 1.9a3.6 3.6 0 1 0 0 7.2z', tone: 'accent' },
  'is-disconnected': { box: 11, line: BIG_RING, tone: 'quiet' },
  'is-reconnecting': { box: 11, line: LOOP, tone: 'warning' },
  'is-failed': { box: 11, line: 'M2 2l7 7M9 2l-7 7', tone: 'error' },
};
