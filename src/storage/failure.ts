/** Why the disk did not take something. `gone`: the session was deleted meanwhile, by this tab or another. */
export type StorageFailure =
  { readonly reason: 'gone' } | { readonly reason: 'full' } | { readonly reason: 'failed'; readonly message: string };

/** A person has protected the session from being deleted. */
export type Locked = { readonly reason: 'locked' };

export function failureOf(error: unknown): StorageFailure {
  if (!(error instanceof Error)) return { reason: 'failed', message: String(error) };
  if (error.name === 'QuotaExceededError') return { reason: 'full' };
  return { reason: 'failed', message: error.message || error.name };
}
