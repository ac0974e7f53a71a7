import type { Row, RowKind } from '../row.ts';

/**
 * How a row is drawn: `arrow` a packet, `exchange` an HTTP request or response, `channel` one that opens, `end` one
 * that closes, `lost` what failed or broke, `note` what the client or the person did.
 */
export type StepForm = 'arrow' | 'exchange' | 'channel' | 'end' | 'lost' | 'note';

export type Tone = 'sent' | 'received' | 'heartbeat' | 'upgrade' | 'warning' | 'error' | 'quiet';

/** A row as a step of the ladder. */
export type Step = {
  readonly row: Row;
  readonly form: StepForm;
  readonly tone: Tone;
  /** Silence before it that is worth a word, in ms. */
  readonly gapMs?: number;
};

/** Shorter silences can be read from the times. */
const GAP_MS = 1000;

export function stepOf(row: Row, before: Row | undefined): Step {
  const form = formOf(row);
  const gapMs = before ? row.at - before.at : 0;
  return { row, form, tone: toneOf(row, form), ...(gapMs >= GAP_MS ? { gapMs } : {}) };
}

const FORMS: Readonly<Partial<Record<RowKind, StepForm>>> = {
  request: 'exchange',
  response: 'exchange',
  opened: 'channel',
  closed: 'end',
  failed: 'lost',
  client: 'note',
  user: 'note',
};

function formOf({ kind, tone }: Row): StepForm {
  // A channel that closed without a close frame was lost.
  return kind === 'closed' && tone === 'error' ? 'lost' : (FORMS[kind] ?? 'arrow');
}

function toneOf({ kind, direction, isUpgrade, tone }: Row, form: StepForm): Tone {
  if (form === 'lost' || kind === 'malformed') return 'error';
  if (isUpgrade) return 'upgrade';
  switch (form) {
    case 'arrow':
      return kind === 'ping' || kind === 'pong' ? 'heartbeat' : (direction ?? 'quiet');
    case 'exchange':
      return tone === 'error' ? 'error' : 'quiet';
    case 'note':
      return kind === 'client' ? (tone ?? 'warning') : 'quiet';
    default:
      return 'quiet';
  }
}
