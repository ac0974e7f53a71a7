/** When the next step is sent. */
export type Timing =
  /** With the recorded gaps, divided by `speed`: 0.1 to 100. */
  | { readonly kind: 'original'; readonly speed: number }
  | { readonly kind: 'fixed'; readonly gapMs: number }
  /** As soon as the step before is answered; at once where it asked for no answer. */
  | { readonly kind: 'acks' }
  | { readonly kind: 'flat-out' }
  /** Each by hand. */
  | { readonly kind: 'steps' };

/** What must have happened before step `before` (of one loop, from 0) is sent, beside its time. */
export type Gate = {
  readonly before: number;
  readonly waitFor:
    | { readonly kind: 'ack'; readonly of: number }
    | { readonly kind: 'event'; readonly nsp: string; readonly event: string };
  /** Milliseconds; after them the replay pauses and says so. */
  readonly timeoutMs: number;
};

/**
 * What the recorded answer (or event) says at `path` is replaced, wherever a later step says the same value, by what
 * the new one says there.
 */
export type RemapRule = {
  readonly id: string;
  readonly from: { readonly kind: 'ack' | 'event'; readonly nsp: string; readonly event: string };
  readonly path: string;
};
