const TEXT_LIMIT = 2000;

/** What an error of the client library tells, as JSON: message, HTTP status, the body's start, a middleware's data. */
export function errorDetail(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const detail: Record<string, unknown> = { message: error.message };
  if ('type' in error && typeof error.type === 'string') detail['type'] = error.type;
  if ('code' in error && typeof error.code === 'string') detail['code'] = error.code;
  if ('description' in error) detail['description'] = described(error.description);
  if ('context' in error) detail['context'] = contextDetail(error.context);
  if ('data' in error && error.data !== undefined) detail['data'] = error.data;
  return detail;
}

/** Why a connection ended: the reason, and what the transport says of it. */
export function closeDetail(reason: string, details: unknown): Record<string, unknown> {
  if (details instanceof Error) return { reason, ...errorDetail(details) };
  if (typeof details !== 'object' || details === null) return { reason };
  const description = 'description' in details ? described(details.description) : undefined;
  const context = 'context' in details ? contextDetail(details.context) : undefined;
  return { reason, ...(description === undefined ? {} : { description }), ...(context ? { context } : {}) };
}

function described(description: unknown): unknown {
  if (typeof description === 'number' || typeof description === 'string') return description;
  return description instanceof Error ? description.message : undefined;
}

function contextDetail(context: unknown): Record<string, unknown> | undefined {
  if (typeof context !== 'object' || context === null) return undefined;
  if ('wasClean' in context && 'code' in context && 'reason' in context) {
    return { code: context.code, reason: context.reason, wasClean: context.wasClean };
  }
  if ('status' in context && 'responseText' in context) {
    return { status: context.status, responseText: String(context.responseText).slice(0, TEXT_LIMIT) };
  }
  return undefined;
}
