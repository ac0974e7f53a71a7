import type { CDPSession, Page } from 'playwright/test';

type Fields = Readonly<Record<string, unknown>>;
type Entry = {
  readonly kind: 'xhr' | 'fetch' | 'websocket';
  readonly url: string;
  readonly method: string;
  readonly postData: string | undefined;
  /** Seconds: monotonic, and since the epoch. */
  readonly issued: number;
  readonly issuedAt: number;
  answered?: number;
  ended?: number;
  status: number;
  error?: string;
  mimeType: string;
  headers: Fields;
  body?: Promise<Fields>;
  readonly messages: object[];
};

/** Of the Network domain's events, whatever is needed of any of them. */
type NetworkFacts = {
  readonly requestId: string;
  /** Seconds: monotonic, and since the epoch. */
  readonly timestamp: number;
  readonly wallTime: number;
  readonly type: string;
  readonly url: string;
  readonly errorText: string;
  readonly request: { readonly url: string; readonly method: string; readonly postData?: string };
  readonly response: {
    readonly status: number;
    readonly mimeType?: string;
    readonly headers: Fields;
    readonly opcode: number;
    readonly payloadData: string;
  };
};

/**
 * What the Network panel of DevTools would export of the page's workers: made of the same events of Chrome, in the shape
 * and with the arithmetic of devtools-frontend, models/har/Log.ts.
 */
export class DevToolsHar {
  readonly #root: CDPSession;
  readonly #entries = new Map<string, Entry>();
  readonly #calls = new Map<number, (answer: Fields) => void>();
  #sent = 0;

  private constructor(root: CDPSession) {
    this.#root = root;
  }

  static async of(page: Page): Promise<DevToolsHar> {
    const root = await page.context().newCDPSession(page);
    const har = new DevToolsHar(root);
    root.on('Target.attachedToTarget', ({ sessionId }) => void har.#call(sessionId, 'Network.enable', {}));
    root.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => har.#hear(sessionId, JSON.parse(message)));
    await root.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    return har;
  }

  async file(): Promise<string> {
    const entries = await Promise.all([...this.#entries.values()].map(harEntry));
    return JSON.stringify({
      log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, pages: [], entries },
    });
  }

  #call(sessionId: string, method: string, params: Fields): Promise<Fields> {
    const id = ++this.#sent;
    const answered = new Promise<Fields>((resolve) => this.#calls.set(id, resolve));
    void this.#root.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    return answered;
  }

  #hear(session: string, told: { id?: number; result?: Fields; method?: string; params?: NetworkFacts }): void {
    if (told.id !== undefined) return this.#calls.get(told.id)?.(told.result ?? {});
    const { method = '', params } = told;
    if (params?.requestId === undefined) return;
    const { requestId, timestamp, response } = params;
    if (method === 'Network.requestWillBeSent') {
      const { url, method: verb, postData } = params.request;
      const kind = params.type === 'Fetch' ? 'fetch' : 'xhr';
      this.#begin(requestId, { kind, url, method: verb, postData, issued: timestamp, issuedAt: params.wallTime });
    } else if (method === 'Network.webSocketWillSendHandshakeRequest') {
      const url = this.#entries.get(requestId)?.url ?? '';
      const issued = { issued: timestamp, issuedAt: params.wallTime };
      this.#begin(requestId, { kind: 'websocket', url, method: 'GET', postData: undefined, ...issued });
    } else if (method === 'Network.webSocketCreated') {
      const { url } = params;
      this.#begin(requestId, { kind: 'websocket', url, method: 'GET', postData: undefined, issued: 0, issuedAt: 0 });
    }
    const entry = this.#entries.get(requestId);
    if (!entry) return;
    switch (method) {
      case 'Network.responseReceived':
      case 'Network.webSocketHandshakeResponseReceived':
        entry.answered = timestamp;
        entry.status = response.status;
        entry.mimeType = response.mimeType ?? 'x-unknown';
        entry.headers = response.headers;
        break;
      case 'Network.loadingFinished':
        entry.ended = timestamp;
        if (entry.url.includes('EIO=')) entry.body = this.#call(session, 'Network.getResponseBody', { requestId });
        break;
      case 'Network.loadingFailed':
        entry.ended = timestamp;
        entry.error = params.errorText;
        break;
      case 'Network.webSocketClosed':
        entry.ended = timestamp;
        break;
      case 'Network.webSocketFrameSent':
      case 'Network.webSocketFrameReceived': {
        const type = method.endsWith('Sent') ? 'send' : 'receive';
        const time = entry.issuedAt + timestamp - entry.issued;
        entry.messages.push({ type, time, opcode: response.opcode, data: response.payloadData });
        break;
      }
    }
  }

  #begin(id: string, facts: Pick<Entry, 'kind' | 'url' | 'method' | 'postData' | 'issued' | 'issuedAt'>): void {
    this.#entries.set(id, { ...facts, status: 0, mimeType: 'x-unknown', headers: {}, messages: [] });
  }
}

async function harEntry(entry: Entry): Promise<object> {
  const { kind, issued, issuedAt, answered, ended, postData, messages, mimeType } = entry;
  const { body, base64Encoded } = (await entry.body) ?? {};
  const wait = answered === undefined ? 0 : (answered - issued) * 1000;
  const receive = answered === undefined || ended === undefined ? 0 : Math.max(0, (ended - answered) * 1000);
  const blocked = answered === undefined && ended !== undefined ? (ended - issued) * 1000 : -1;
  return {
    _initiator: { type: 'script' },
    _priority: kind === 'xhr' ? 'High' : null,
    _resourceType: kind,
    ...(kind === 'websocket' ? { _webSocketMessages: messages } : {}),
    cache: {},
    request: {
      method: entry.method,
      url: entry.url,
      httpVersion: 'http/1.1',
      headers: [],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: postData === undefined ? 0 : Buffer.byteLength(postData),
      ...(postData === undefined ? {} : { postData: { mimeType: 'text/plain;charset=UTF-8', text: postData } }),
    },
    response: {
      status: entry.status,
      statusText: '',
      httpVersion: 'http/1.1',
      headers: Object.entries(entry.headers).map(([name, value]) => ({ name, value })),
      cookies: [],
      content: { size: 0, mimeType, text: body, ...(base64Encoded === true ? { encoding: 'base64' } : {}) },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: 0,
      _error: entry.error ?? null,
    },
    serverIPAddress: '127.0.0.1',
    startedDateTime: new Date(issuedAt * 1000).toISOString(),
    time: Math.max(blocked, 0) + wait + receive,
    timings: { blocked, dns: -1, ssl: -1, connect: -1, send: 0, wait, receive, _blocked_queueing: -1 },
  };
}
