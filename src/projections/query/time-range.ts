/** Session time, both ends included. It narrows the rows beside the query and is no part of its text. */
export type TimeRange = { readonly fromMs: number; readonly toMs: number };
