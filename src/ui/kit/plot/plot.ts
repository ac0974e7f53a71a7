import type uPlot from 'uplot';
import type { Colour } from './colours.ts';

/** Columns: the x values, ascending, then one list for each further series. */
export type PlotData = uPlot.AlignedData;

/** What uPlot is told, without its size. `hooks` draw what uPlot cannot, and hear of the pointer. */
export type PlotOptions = Omit<uPlot.Options, 'width' | 'height' | 'title' | 'id' | 'class'>;

/** Called again with a change of the theme, or of whatever state it reads; the plot is then made anew. */
export type MakeOptions = (colour: Colour) => PlotOptions;

/** For text that a hook draws: in CSS px, before `uPlot.pxRatio`. */
export const PLOT_FONT = 'system-ui, sans-serif';

/** An axis as all our plots have it. */
export function plainAxis(colour: Colour): uPlot.Axis {
  return {
    stroke: colour('text-3'),
    font: `10px ${PLOT_FONT}`,
    gap: 3,
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
    border: { show: false },
  };
}
