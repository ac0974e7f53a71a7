/** From best to worst. `answer`: only one of both was answered. `missing`: B lacks it; `extra`: A does. */
export const LINE_VERDICTS = ['equal', 'value', 'shape', 'answer', 'missing', 'extra'] as const;
export type LineVerdict = (typeof LINE_VERDICTS)[number];

export const LINE_FILTERS = ['all', 'differences', ...LINE_VERDICTS, 'timing'] as const;
export type LineFilter = (typeof LINE_FILTERS)[number];
