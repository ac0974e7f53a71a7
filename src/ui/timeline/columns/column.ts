import type { Row } from '../../../projections/row.ts';

/** The columns that are always offered first, in their own order; then what can be added. */
export const COLUMN_IDS = [
  'time',
  'direction',
  'kind',
  'namespace',
  'event',
  'data',
  'size',
  'transport',
  'delta',
  'latency',
  'ack',
  'seq',
  'channel',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

type Column = {
  readonly name: string;
  readonly px: number;
  /** What it says, with its unit. */
  readonly title: string;
};

export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  time: { name: 'Time', px: 52, title: '' },
  direction: { name: 'Direction', px: 74, title: 'Sent by the client, or received from the server' },
  kind: { name: 'Kind', px: 104, title: 'Type of the packet, or what happened' },
  namespace: { name: 'Namespace', px: 68, title: 'Namespace of the Socket.IO packet' },
  event: { name: 'Event', px: 62, title: 'Name of the event, or of the one that is answered' },
  data: { name: 'Data', px: 0, title: 'What it carries, and what can be said of it' },
  size: { name: 'Size', px: 58, title: 'Bytes on the wire, without the transport’s own framing' },
  transport: { name: 'Transport', px: 68, title: 'What carried it' },
  delta: { name: 'Δ', px: 62, title: 'Since the row above, in ms' },
  latency: { name: 'Latency', px: 62, title: 'Time from the question to this answer, in ms' },
  ack: { name: 'Ack id', px: 52, title: 'Acknowledgement id' },
  seq: { name: 'Seq', px: 62, title: 'Place of the entry in the session' },
  channel: { name: 'Channel', px: 58, title: 'Number of its WebSocket, stream or request' },
};

export const BASE_COLUMNS: readonly ColumnId[] = COLUMN_IDS.slice(0, 8);
export const LEAST_PX = 32;
export const MOST_PX = 480;

/** A column that is shown; `px` where someone has set its width. */
export type ShownColumn = { readonly id: ColumnId; readonly px?: number };

export function isBase(id: ColumnId): boolean {
  return BASE_COLUMNS.includes(id);
}

/** What an added column says of a row; `aboveAt` is the time of the row above it. */
export function addedText(id: ColumnId, row: Row, aboveAt: number | undefined, figure: (ms: number) => string): string {
  switch (id) {
    case 'delta':
      return aboveAt === undefined ? '' : figure(row.at - aboveAt);
    case 'latency':
      return row.latencyMs === undefined ? '' : figure(row.latencyMs);
    case 'ack':
      return row.ackId === undefined ? '' : String(row.ackId);
    case 'seq':
      return row.part === 0 ? String(row.seq) : `${row.seq}.${row.part}`;
    case 'channel':
      return row.chan === undefined ? '' : String(row.chan);
    default:
      return '';
  }
}
