/** What the columns say of a row: no, yes, or that its text decides. */
export const NO = 0;
export const YES = 1;
export const OPEN = 2;
export type Verdict = typeof NO | typeof YES | typeof OPEN;
