export type Variable = {
  readonly name: string;
  readonly value: string;
  /** Masked wherever it is shown, and in no export. */
  readonly isSecret: boolean;
};

/** A variable whose value is what the newest such answer or event of the session in view says at `path`, e.g. `[0].token`. */
export type Capture = {
  readonly name: string;
  readonly from: { readonly kind: 'ack' | 'event'; readonly nsp: string; readonly event: string };
  readonly path: string;
};

/** What `{{name}}` stands for in messages. */
export type Environment = {
  readonly id: string;
  readonly name: string;
  /** The saved connections that it belongs to; all where empty. */
  readonly profiles: readonly string[];
  readonly variables: readonly Variable[];
  readonly captures: readonly Capture[];
};
