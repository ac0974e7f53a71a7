import { BASE_COLUMNS, COLUMNS, type ColumnId, type ShownColumn } from './column.ts';

const GUTTER_PX = 16;
const CONN_PX = 22;
/** As they are at first the columns fit wherever rows have one line; who adds or widens some scrolls sideways. */
const TIGHT_PX = 40;
const READABLE_PX = 160;
/** From here on there is room for longer event names. */
const WIDE_PX = 800;
const WIDE_EVENT_PX = 88;

/** Of what the client reports, these columns say something; the others are free for its data. */
const OF_CLIENT: readonly ColumnId[] = ['time', 'kind', 'event', 'delta', 'seq'];

export type GridFrame = {
  readonly widthPx: number;
  readonly timePx: number;
  readonly hasSeveral: boolean;
};

export type GridTemplate = {
  /** Tracks with a named line each, so that a cell finds its column whatever the order. */
  readonly columns: string;
  /** The same for rows of the client, whose names are long: the event's track may grow. */
  readonly clientColumns: string;
  /** The line up to which the data of such a row may go. */
  readonly clientEnd: string;
  /** With less, the grid scrolls sideways. */
  readonly leastPx: number;
};

export function gridTemplate(shown: readonly ShownColumn[], frame: GridFrame): GridTemplate {
  const tracks = shown.map((column) => ({ id: column.id, px: widthOf(column, frame) }));
  const ids = tracks.map(({ id }) => id);
  const isEventBeforeData = ids.indexOf('event') >= 0 && ids.indexOf('event') === ids.indexOf('data') - 1;
  const isOwn = shown.length > BASE_COLUMNS.length || shown.some(({ px }) => px !== undefined);
  const dataPx = isOwn ? READABLE_PX : TIGHT_PX;
  const fixed = `[gutter] ${GUTTER_PX}px [conn] ${frame.hasSeveral ? CONN_PX : 0}px`;
  const lines = (ofClient: boolean): string =>
    tracks
      .map(({ id, px }) => {
        if (id === 'data') return `[data] minmax(${dataPx}px, 1fr)`;
        const mayGrow = ofClient && id === 'event' && isEventBeforeData;
        return `[${id}] ${mayGrow ? `minmax(${px}px, max-content)` : `${px}px`}`;
      })
      .join(' ');
  const behindData = ids.slice(ids.indexOf('data') + 1);
  const sum = tracks.reduce((total, { id, px }) => total + (id === 'data' ? dataPx : px), 0);
  return {
    columns: `${fixed} ${lines(false)}`,
    clientColumns: `${fixed} ${lines(true)}`,
    clientEnd: behindData.find((id) => OF_CLIENT.includes(id)) ?? '-1',
    leastPx: sum + GUTTER_PX + (frame.hasSeveral ? CONN_PX : 0),
  };
}

/** The width of a column as it is shown. */
export function widthOf({ id, px }: ShownColumn, { widthPx, timePx }: GridFrame): number {
  if (px !== undefined) return px;
  if (id === 'time') return timePx;
  return id === 'event' && widthPx >= WIDE_PX ? WIDE_EVENT_PX : COLUMNS[id].px;
}
