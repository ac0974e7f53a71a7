import { ladderSvg } from '../../projections/ladder/svg.ts';
import { idOfKey } from '../../projections/row-set.ts';
import { formatAt, formatCount, formatPlural, formatSpan } from '../format.ts';
import { saveFile } from '../kit/save-file.ts';
import type { Workspace } from '../workspace.svelte.ts';
import type { ServerName } from './server-names.ts';

/** A drawing of 68,000 px: what opens it must lay it out at once. */
const MOST_ROWS = 2000;

/** Saves the selected rows, or else all that match, as an SVG file; tells what it holds. */
export async function exportLadder(workspace: Workspace, servers: readonly ServerName[]): Promise<string> {
  const { worker, session } = workspace;
  if (!session) return 'Nothing is recorded.';
  const selected = workspace.selection.rows;
  const isOfSelection = selected.size > 1;
  const wanted = isOfSelection ? selected.size : session.shown;
  const from = isOfSelection ? ((await worker.indexOf(idOfKey(selected.keys[0] ?? 0))) ?? 0) : 0;
  const to = from + MOST_ROWS;
  const [{ rows: all }, spans] = await Promise.all([worker.rows(from, to), worker.spans(from, to)]);
  // A bar begins and ends with the rows of the file.
  const rows = (isOfSelection ? all.filter((row) => selected.has(row)) : all).map((row, index) => ({ ...row, index }));
  const what = isOfSelection ? 'selected row' : 'row';
  const held =
    wanted > rows.length
      ? `the first ${formatCount(rows.length)} of ${formatPlural(wanted, what)}`
      : formatPlural(rows.length, what);
  const filter = session.filter.trim() === '' ? '' : `, filter ${session.filter}`;
  const svg = ladderSvg({
    title: session.name,
    about: `Socket.IO traffic from ${session.startedAt}: ${held}${filter}. Times in s from the start. Filled bar: the channel is open; hatched: the server holds a request.`,
    rows,
    spans,
    servers,
    atText: formatAt,
    gapText: formatSpan,
  });
  saveFile(new Blob([svg], { type: 'image/svg+xml' }), `${fileNameOf(session.name)}.svg`);
  return `Saved ${held}.`;
}

function fileNameOf(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N} ._-]+/gu, '-').trim();
  return safe === '' ? 'ladder' : `${safe} ladder`;
}
