/** What is being composed, all as the person typed it. */
export type Draft = {
  readonly event: string;
  readonly args: string;
  readonly nsp: string;
  readonly expectAck: boolean;
  readonly ackTimeoutMs: number;
  readonly isVolatile: boolean;
};

export const EMPTY_DRAFT: Draft = {
  event: 'echo',
  args: '["hello"]',
  nsp: '/',
  expectAck: true,
  ackTimeoutMs: 5000,
  isVolatile: false,
};

const KEY = 'sockscope.composer.draft';
/** What a reload must not lose; a larger text would be written at every key. */
const LARGEST_KEPT = 50_000;

/** The draft before the page was reloaded; it may hold secrets, so it goes with the tab. Fields that are missing or of another type are the empty draft's. */
export function recallDraft(): Draft {
  const fields = readObject(kept());
  return {
    event: textOr(fields['event'], EMPTY_DRAFT.event),
    args: textOr(fields['args'], EMPTY_DRAFT.args),
    nsp: textOr(fields['nsp'], EMPTY_DRAFT.nsp),
    expectAck: typeof fields['expectAck'] === 'boolean' ? fields['expectAck'] : EMPTY_DRAFT.expectAck,
    ackTimeoutMs: typeof fields['ackTimeoutMs'] === 'number' ? fields['ackTimeoutMs'] : EMPTY_DRAFT.ackTimeoutMs,
    isVolatile: fields['isVolatile'] === true,
  };
}

export function rememberDraft(draft: Draft): void {
  const args = draft.args.length > LARGEST_KEPT ? EMPTY_DRAFT.args : draft.args;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...draft, args }));
  } catch {
    // Blocked or full: the page works, it only forgets.
    return;
  }
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    // Blocked: nothing was kept.
    return undefined;
  }
}

function readObject(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Not ours, or cut short: as good as nothing kept.
    return {};
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
