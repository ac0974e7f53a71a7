import type { Sighting } from '../secrets.ts';

/** Takes note of a secret from `start` (inclusive) to `end` (exclusive). */
export type OnFound = (start: number, end: number, sighting: Sighting) => void;
