/** What is answered by itself when the server asks for an acknowledgement. The first that fits, counts. */
export type AnswerRule = {
  readonly id: string;
  /** Orders them. */
  readonly place: number;
  readonly isOn: boolean;
  /** Any namespace where undefined. */
  readonly nsp?: string;
  /** Any event where empty. */
  readonly event: string;
  /** Never: the question stays open, for its server to wait in vain. */
  readonly isNever: boolean;
  /** A JSON array, which may hold variables. */
  readonly args: string;
  readonly delayMs: number;
};

/** Among `rules` in their order. */
export function ruleFor(
  rules: readonly AnswerRule[],
  asked: { readonly nsp: string; readonly event: string },
): AnswerRule | undefined {
  return rules.find(
    ({ isOn, nsp, event }) =>
      isOn && (nsp === undefined || nsp === asked.nsp) && (event === '' || event === asked.event),
  );
}
