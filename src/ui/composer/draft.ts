import type { Message } from '../../replay/message.ts';

/** What is first there to be emitted: the practice server says it back. */
const FIRST_DRAFT: Message = {
  event: 'echo',
  args: '["hello"]',
  nsp: '/',
  expectAck: true,
  ackTimeoutMs: 5000,
  isVolatile: false,
  isCompressed: true,
};

const KEY = 'sockscope.composer.draft';
/** What a reload must not lose; a larger text would be written at every key. */
const LARGEST_KEPT = 50_000;

/** The draft before the page was reloaded; it may hold secrets, so it goes with the tab. Fields that are missing or of another type are those of the first. */
export function recallDraft(): Message {
  const fields = readObject(kept());
  return {
    event: textOr(fields['event'], FIRST_DRAFT.event),
    args: textOr(fields['args'], FIRST_DRAFT.args),
    nsp: textOr(fields['nsp'], FIRST_DRAFT.nsp),
    expectAck: typeof fields['expectAck'] === 'boolean' ? fields['expectAck'] : FIRST_DRAFT.expectAck,
    ackTimeoutMs: typeof fields['ackTimeoutMs'] === 'number' ? fields['ackTimeoutMs'] : FIRST_DRAFT.ackTimeoutMs,
    isVolatile: fields['isVolatile'] === true,
    isCompressed: fields['isCompressed'] !== false,
  };
}

export function rememberDraft(draft: Message): void {
  const args = draft.args.length > LARGEST_KEPT ? FIRST_DRAFT.args : draft.args;
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
