import { recall, remember } from '../kit/remembered.ts';

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
  event: 'message',
  args: '["hello"]',
  nsp: '/',
  expectAck: true,
  ackTimeoutMs: 5000,
  isVolatile: false,
};

const KEY = 'composer.draft';

/** The draft of the last visit; fields that are missing or of another type are the empty draft's. */
export function recallDraft(): Draft {
  const kept = readObject(recall(KEY));
  return {
    event: textOr(kept['event'], EMPTY_DRAFT.event),
    args: textOr(kept['args'], EMPTY_DRAFT.args),
    nsp: textOr(kept['nsp'], EMPTY_DRAFT.nsp),
    expectAck: typeof kept['expectAck'] === 'boolean' ? kept['expectAck'] : EMPTY_DRAFT.expectAck,
    ackTimeoutMs: typeof kept['ackTimeoutMs'] === 'number' ? kept['ackTimeoutMs'] : EMPTY_DRAFT.ackTimeoutMs,
    isVolatile: kept['isVolatile'] === true,
  };
}

export function rememberDraft(draft: Draft): void {
  remember(KEY, JSON.stringify(draft));
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
