import type { MarkKind } from '../../../projections/overview/marks.ts';
import type { MarkView, NoteView } from '../../../projections/overview/overview-view.ts';
import type { Token } from '../colours.ts';
import type { LaneBox } from '../blocks.ts';
import { markLabel, noteLabel } from '../lane-words.ts';
import type { Mark, Pen } from './pen.ts';
import { Room } from './room.ts';

type Look = readonly [Token, Mark];

const PLAIN: Look = ['text-2', 'plus'];
const LOOP: Look = ['warning', 'loop'];
const CROSS: Look = ['error', 'cross'];

const LOOKS: Readonly<Record<MarkKind, Look>> = {
  connect: PLAIN,
  disconnect: PLAIN,
  join: PLAIN,
  leave: PLAIN,
  mark: ['accent', 'flag'],
  lost: CROSS,
  'ended by server': CROSS,
  connect_error: CROSS,
  attempt: LOOP,
  'gave up': CROSS,
  'upgrade failed': CROSS,
  'ack timeout': LOOP,
  malformed: CROSS,
  'tab hidden': LOOP,
  'tab visible': LOOP,
  'tab frozen': LOOP,
  'tab resumed': LOOP,
};

const GLYPH_PX = 11;

/** All glyphs first: words stand where they fit between them. A note stands for the mark that it would cover. */
export function drawMarks(
  pen: Pen,
  marks: readonly MarkView[],
  notes: readonly NoteView[],
  { top, height }: LaneBox,
): void {
  const y = top + height / 2;
  const room = new Room();
  const flags = notes.map((note) => {
    const covered = marks.filter(({ at }) => isCovered(pen, at, [note])).length;
    const text = covered > 0 ? `${noteLabel(note)} +${covered}` : noteLabel(note);
    return { x: pen.x(note.at), look: ['accent', 'flag'] as const, text };
  });
  const others = marks
    .filter(({ at }) => !isCovered(pen, at, notes))
    .map((mark) => ({ x: pen.x(mark.at), look: LOOKS[mark.kind], text: markLabel(mark) }));
  const shown = [...flags, ...others].filter(({ x }) => x > -GLYPH_PX / 2).toSorted((a, b) => a.x - b.x);
  for (const { x } of shown) room.take(x - GLYPH_PX / 2, x + GLYPH_PX / 2);
  for (const { x, look } of shown) pen.mark(look[0], look[1], Math.max(GLYPH_PX / 2, x), y);
  for (const { x, look, text } of shown) {
    const from = Math.max(GLYPH_PX / 2, x) + GLYPH_PX / 2 + 2;
    const to = from + pen.widthOf(text);
    if (to <= pen.widthPx && room.claim(from, to + 4)) pen.text(look[0], text, from, y + 1);
  }
}

function isCovered(pen: Pen, at: number, notes: readonly NoteView[]): boolean {
  return notes.some((note) => Math.abs(pen.x(note.at) - pen.x(at)) < GLYPH_PX - 2);
}
