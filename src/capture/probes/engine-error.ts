/** An Engine.IO error as it stands in a body: `{"code":1,"message":"Session ID unknown"}`. */
export type EngineError = { readonly code: number | undefined; readonly message: string };

// python-engineio answers with the bare words as a JSON string (engineio 4.3, `base_server.py`).
const PYTHON_CODES: readonly (readonly [RegExp, number])[] = [
  [/^"Invalid transport/i, 0],
  [/^"Invalid session/i, 1],
  [/^"The client is using an unsupported version/i, 5],
];

export function engineErrorIn(body: string): EngineError | undefined {
  const text = body.trimStart();
  if (text.startsWith('"')) {
    const message = stringIn(text);
    if (message === undefined) return undefined;
    return { code: PYTHON_CODES.find(([pattern]) => pattern.test(text))?.[1], message };
  }
  if (!text.startsWith('{')) return undefined;
  const value = jsonIn(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { code, message }: Readonly<Record<string, unknown>> = { ...value };
  if (typeof code !== 'number' || !Number.isInteger(code) || code < 0 || code > 5) return undefined;
  return { code, message: typeof message === 'string' ? message : '' };
}

function stringIn(text: string): string | undefined {
  const value = jsonIn(text);
  return typeof value === 'string' ? value : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
