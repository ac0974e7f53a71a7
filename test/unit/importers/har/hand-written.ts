/** An HTTP archive as a person would write it down, an entry a call. Times in milliseconds since `START`. */
export const START = Date.parse('2026-11-20T10:00:00.000Z');

type Fields = Readonly<Record<string, unknown>>;

export function har(entries: readonly unknown[], log: Fields = {}): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'by hand', version: '1' }, ...log, entries } });
}

export type Polled = {
  readonly method?: string;
  readonly url: string;
  readonly ms?: number;
  readonly status?: number;
  readonly answer?: Fields | string;
  readonly body?: Fields | string;
  readonly headers?: readonly Fields[];
  readonly more?: Fields;
};

export function polled(
  at: number,
  { method, url, ms = 5, status = 200, answer, body, headers = [], more = {} }: Polled,
) {
  const mimeType = 'text/plain; charset=UTF-8';
  return {
    startedDateTime: new Date(START + at).toISOString(),
    time: ms,
    request: {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      url,
      headers: [],
      ...(body === undefined ? {} : { postData: typeof body === 'string' ? { mimeType, text: body } : body }),
    },
    response: {
      status,
      headers,
      content: typeof answer === 'string' ? { mimeType, text: answer } : (answer ?? { size: 0, mimeType }),
    },
    timings: { send: 0, wait: ms, receive: 0 },
    ...more,
  };
}

export type Message = readonly [at: number, dir: 'send' | 'receive', data: string, opcode?: number];

export function socket(at: number, url: string, messages: readonly Message[], more: Fields = {}) {
  return {
    // Where DevTools has it: before the URL.
    _webSocketMessages: messages.map(([ms, type, data, opcode = 1]) => ({
      type,
      time: (START + ms) / 1000,
      opcode,
      data,
    })),
    startedDateTime: new Date(START + at).toISOString(),
    time: 1,
    request: { method: 'GET', url, headers: [] },
    response: { status: 101, headers: [], content: {} },
    timings: { send: 0, wait: 1, receive: 0 },
    ...more,
  };
}

export function open(sid: string): string {
  return `0{"sid":"${sid}","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}`;
}
