/** The parts of a cover note, in the order in which they are asked for and read. */
export const COVER_PARTS = [
  { part: 'happened', name: 'What happened' },
  { part: 'expected', name: 'What was expected' },
  { part: 'steps', name: 'How to see it again' },
] as const;

export type CoverPart = (typeof COVER_PARTS)[number]['part'];
