import type { Row } from '../row.ts';
import { barsOf } from './bars.ts';
import { joinsOf } from './joins.ts';
import { labelOf } from './label.ts';
import { ARROW_PX, placesOf, STEP_PX } from './places.ts';
import { shapesOf } from './shapes.ts';
import type { Span } from './span.ts';
import { stepOf, type Step } from './step.ts';
import { fitted, widthOf } from './svg-text.ts';
import { SVG_STYLE } from './svg-style.ts';
import { xmlText } from './xml.ts';

export type LadderDrawing = {
  readonly title: string;
  /** Under the title: what it shows, and what was left out. */
  readonly about: string;
  readonly rows: readonly Row[];
  readonly spans: readonly Span[];
  /** Of each connection, in the order of the lifelines. */
  readonly servers: readonly { readonly conn: number; readonly name: string }[];
  atText(ms: number): string;
  gapText(ms: number): string;
};

const WIDTH_PX = 960;
const HEAD_PX = 76;
const FOOT_PX = 14;
const TIME_RIGHT_PX = 64;

/** A ladder as a file of its own: no script, no font and no picture from elsewhere. */
export function ladderSvg(drawing: LadderDrawing): string {
  const { title, about, rows, spans, servers } = drawing;
  const places = placesOf(
    servers.map(({ conn }) => conn),
    WIDTH_PX,
  );
  const bars = barsOf(rows, spans, rows.length);
  const joins = joinsOf(rows);
  const heightPx = HEAD_PX + rows.length * STEP_PX + FOOT_PX;
  const steps = rows.map((row, i) => {
    const step = stepOf(row, rows[i - 1]);
    const shapes = shapesOf(step, { places, bars: bars[i] ?? [], joins: joins[i] ?? [] });
    const paths = shapes.map(({ look, tone, d }) => `<path class="${look} ${tone}" d="${d}"/>`).join('');
    return `<g transform="translate(0 ${HEAD_PX + i * STEP_PX})">${paths}${times(step, drawing)}${words(step, places)}</g>`;
  });
  const heads = servers.map(({ conn, name }) =>
    text(
      'server',
      (places.servers.get(conn) ?? 0) + 36,
      HEAD_PX - 10,
      fitted(name, WIDTH_PX / servers.length - 20),
      'end',
    ),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${heightPx}" viewBox="0 0 ${WIDTH_PX} ${heightPx}" role="img" aria-labelledby="title about">`,
    `<title id="title">${xmlText(title)}</title><desc id="about">${xmlText(about)}</desc>`,
    `<style>${SVG_STYLE}</style>`,
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V5" stroke="#76808a" stroke-width="2"/></pattern></defs>',
    `<rect width="${WIDTH_PX}" height="${heightPx}" fill="#ffffff"/>`,
    text('title', 12, 22, fitted(title, WIDTH_PX - 24)),
    text('about', 12, 40, fitted(about, WIDTH_PX - 24)),
    text('server', places.clientPx, HEAD_PX - 10, 'Client', 'middle'),
    ...heads,
    ...steps,
    '</svg>',
  ].join('\n');
}

function times({ row, gapMs }: Step, { atText, gapText }: LadderDrawing): string {
  const gap = gapMs === undefined ? '' : text('gap', TIME_RIGHT_PX, 11, `… ${gapText(gapMs)} …`, 'end');
  return gap + text('time', TIME_RIGHT_PX, ARROW_PX + 4, atText(row.at), 'end');
}

function words(step: Step, places: ReturnType<typeof placesOf>): string {
  const { row, form, tone } = step;
  const { leftPx, widthPx, name, data, note } = labelOf(step, places);
  const isNote = form === 'note';
  const y = isNote ? ARROW_PX - 3 : 16;
  const kindWidth = widthOf(row.kind) + 7;
  const room = widthPx - kindWidth - (isNote ? 12 : 0);
  const noteText = fitted(note, room / 2);
  const dataText = fitted([name, data].filter((word) => word !== '').join(' '), room - widthOf(noteText) - 14);
  const usedPx = kindWidth + widthOf(dataText) + (noteText === '' ? 0 : widthOf(noteText) + 8);
  const spans = [
    `<tspan class="kind ${tone}">${xmlText(row.kind)}</tspan>`,
    dataText === '' ? '' : ` <tspan>${xmlText(dataText)}</tspan>`,
    noteText === '' ? '' : ` <tspan class="note ${row.tone ?? 'quiet'}">${xmlText(noteText)}</tspan>`,
  ].join('');
  const box = isNote
    ? `<rect class="paper" x="${leftPx}" y="${ARROW_PX - 17}" width="${Math.min(widthPx, usedPx + 12)}" height="21"/>`
    : '';
  return `${box}<text class="words" x="${leftPx + (isNote ? 6 : 0)}" y="${y}">${spans}</text>`;
}

function text(look: string, x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end' = 'start'): string {
  const placed = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text class="${look}" x="${x}" y="${y}"${placed}>${xmlText(words)}</text>`;
}
