/** Session time in ms. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/**
 * What the person wants to see: everything, the newest stretch, or a stretch that stays. The first two follow a live
 * session.
 */
export type Choice =
  { readonly kind: 'all' } | { readonly kind: 'tail'; readonly spanMs: number } | ({ readonly kind: 'still' } & Span);

export type Extent = { readonly endMs: number; readonly isGrowing: boolean };

/** A window of 20 µs: the log's times are whole microseconds. */
const LEAST_MS = 0.02;
/** An empty session shows its first second. */
const FIRST_MS = 1000;
/** The end of a growing window moves in steps of this share, so that the lanes do not crawl. */
const STEP_SHARE = 1 / 10;

/** All there is; of a growing session, with a little room for what comes. */
export function wholeSpan({ endMs, isGrowing }: Extent): Span {
  const toMs = isGrowing ? steppedEnd(endMs, Math.max(FIRST_MS, endMs)) : endMs;
  return { fromMs: 0, toMs: Math.max(toMs, isGrowing ? FIRST_MS : LEAST_MS) };
}

export function shownSpan(choice: Choice, extent: Extent): Span {
  const whole = wholeSpan(extent);
  if (choice.kind === 'all') return whole;
  if (choice.kind === 'still') return { fromMs: choice.fromMs, toMs: choice.toMs };
  const toMs = extent.isGrowing ? steppedEnd(extent.endMs, choice.spanMs) : whole.toMs;
  return { fromMs: Math.max(0, toMs - choice.spanMs), toMs: Math.max(toMs, Math.min(choice.spanMs, whole.toMs)) };
}

/** `factor` below 1 shows less; what is at `anchorMs` stays where it is. */
export function zoomed({ fromMs, toMs }: Span, factor: number, anchorMs: number, whole: Span): Choice {
  const span = Math.max(LEAST_MS, (toMs - fromMs) * factor);
  if (span >= whole.toMs - whole.fromMs) return { kind: 'all' };
  const share = (anchorMs - fromMs) / (toMs - fromMs);
  return within(anchorMs - share * span, span, whole);
}

/** Pans; whoever reaches the end of a growing session follows it from there. */
export function panned({ fromMs, toMs }: Span, byMs: number, whole: Span, isGrowing: boolean): Choice {
  const span = toMs - fromMs;
  if (isGrowing && byMs > 0 && toMs + byMs >= whole.toMs) return { kind: 'tail', spanMs: span };
  return within(fromMs + byMs, span, whole);
}

/** Moves one end; the other stays. */
export function moved({ fromMs, toMs }: Span, end: 'from' | 'to', atMs: number, whole: Span): Choice {
  const at = Math.min(Math.max(atMs, whole.fromMs), whole.toMs);
  if (end === 'from') return { kind: 'still', fromMs: Math.min(at, toMs - LEAST_MS), toMs };
  return { kind: 'still', fromMs, toMs: Math.max(at, fromMs + LEAST_MS) };
}

function within(fromMs: number, span: number, whole: Span): Choice {
  const from = Math.max(whole.fromMs, Math.min(fromMs, whole.toMs - span));
  return { kind: 'still', fromMs: from, toMs: from + span };
}

/** The next multiple of the largest 1, 2 or 5 times a power of ten within a tenth of the span. */
function steppedEnd(endMs: number, spanMs: number): number {
  const most = spanMs * STEP_SHARE;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = power * ([5, 2].find((times) => times * power <= most) ?? 1);
  return (Math.floor(endMs / step) + 1) * step;
}
