import type { ShapeChange } from '../../projections/catalogue/catalogue-view.ts';
import { formatCount } from '../format.ts';

/** "[0].n was number 25 times, now string". */
export function changeText({ kind, path, was, now, after }: ShapeChange): string {
  const often = formatCount(after);
  switch (kind) {
    case 'type':
      return `${path} was ${was} ${often} times, now ${now}`;
    case 'appeared':
      return `${path} is there, after ${often} without it`;
    case 'vanished':
      return `${path} is missing, after ${often} with it`;
  }
}

/** Empty for what is always there. */
export function presenceText(presence: number): string {
  if (presence >= 1) return '';
  return presence < 0.01 ? '<1 %' : `${Math.min(99, Math.round(presence * 100))} %`;
}
