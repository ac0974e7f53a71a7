/** Told apart by every eye as direction and packet kinds are; always beside the number, which alone is unique. */
const TOKENS = ['accent', 'sent', 'upgrade', 'received', 'heartbeat', 'text-2'] as const;

/** The colour of a connection's bar, as a CSS value. */
export function connectionColour(conn: number): string {
  return `var(--${TOKENS[(conn - 1) % TOKENS.length] ?? 'text-2'})`;
}
