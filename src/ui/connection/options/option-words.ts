import type {
  FieldName,
  ParserChoice,
  ProtocolChoice,
  SwitchName,
  TextFieldName,
  TransportsChoice,
} from '../../../capture/connect-options.ts';

/** What an option is when nobody touches it, and one sentence about it. */
export type OptionWords = { readonly fallback: string; readonly help: string };

export const OPTION_WORDS: Readonly<Record<Exclude<FieldName, 'url'>, OptionWords>> = {
  path: {
    fallback: '/socket.io/',
    help: 'A server URL that ends in /socket.io/ sets it too.',
  },
  namespaces: {
    fallback: '/',
    help: 'Separated by commas. Any other pathname in the URL is one.',
  },
  auth: { fallback: 'none', help: 'A JSON object, sent with every CONNECT, and recorded.' },
  query: { fallback: 'none', help: 'A JSON object, sent in the address of every request.' },
  headers: { fallback: 'none', help: 'A JSON object; on a WebSocket only through the relay.' },
  withCredentials: {
    fallback: 'off',
    help: 'Lets cookies of that host go along. The server must allow this page by name.',
  },
  transports: {
    fallback: 'Polling, then upgrade',
    help: 'Polling works nearly everywhere; WebSocket only skips it, and the upgrade with it.',
  },
  useRelay: {
    fallback: 'off',
    help: 'Goes through a program on this machine: servers without CORS answer, any header can be sent.',
  },
  tryAllTransports: { fallback: 'off', help: 'Where the first transport fails, turns to the next before giving up.' },
  upgrade: { fallback: 'on', help: 'Moves on from polling once the connection stands.' },
  rememberUpgrade: { fallback: 'off', help: 'Begins with WebSocket where the one before could upgrade to it.' },
  forceBase64: { fallback: 'off', help: 'Sends bytes as base64 text, also where they could go as they are.' },
  timestampRequests: {
    fallback: 'off',
    help: 'Adds a changing t to the WebSocket’s address against caches. Polling requests always have it.',
  },
  protocols: { fallback: 'none', help: 'Names separated by commas, offered when a WebSocket opens.' },
  certificateHashes: {
    fallback: 'none',
    help: 'SHA-256, hexadecimal, of a server’s own certificate that WebTransport is to trust.',
  },
  reconnect: { fallback: 'on', help: 'Tries again after a lost connection, waiting longer each time.' },
  reconnectionAttempts: { fallback: 'without end', help: 'How often it tries before it gives up.' },
  reconnectionDelayMs: { fallback: '1000', help: 'Before the first attempt; about twice as long before each next.' },
  reconnectionDelayMaxMs: { fallback: '5000', help: 'No wait is longer than this.' },
  randomizationFactor: { fallback: '0.5', help: '0 to 1: how far a wait may be off, so that not all come at once.' },
  timeoutMs: { fallback: '20000', help: 'How long opening a connection may take.' },
  ackTimeoutMs: { fallback: 'none', help: 'How long an event waits for its answer where Emit does not say.' },
  retries: { fallback: 'none', help: 'How often an unanswered event is sent again; the next ones wait for it.' },
  protocol: { fallback: 'Auto', help: 'Auto finds it from the server’s first bytes.' },
  parser: { fallback: 'Auto', help: 'How packets are written; both ends must agree.' },
};

export const EXAMPLES: Partial<Readonly<Record<TextFieldName, string>>> = {
  auth: '{"token": "…"}',
  query: '{"room": "north"}',
  headers: '{"X-Tenant": "acme"}',
  protocols: 'v1.chat',
  certificateHashes: '5f:21:…',
};

export type Choice<Value> = { readonly value: Value; readonly words: string };

export const PROTOCOLS: readonly Choice<ProtocolChoice>[] = [
  { value: 'auto', words: 'Auto' },
  { value: 'v4', words: 'Socket.IO v3/v4' },
  { value: 'v2', words: 'Socket.IO v1/v2' },
  { value: 'eio4', words: 'Engine.IO v4' },
  { value: 'eio3', words: 'Engine.IO v3' },
];

export const TRANSPORTS: readonly Choice<TransportsChoice>[] = [
  { value: 'polling-then-upgrade', words: 'Polling, then upgrade' },
  { value: 'websocket', words: 'WebSocket only' },
  { value: 'polling', words: 'Polling only' },
  { value: 'websocket-then-polling', words: 'WebSocket, then polling' },
  { value: 'webtransport', words: 'WebTransport' },
  { value: 'polling-then-webtransport', words: 'Polling, then WebTransport' },
];

export const PARSERS: readonly Choice<ParserChoice>[] = [
  { value: 'auto', words: 'Auto' },
  { value: 'default', words: 'Default' },
  { value: 'msgpack', words: 'MessagePack' },
];

/** What few people change, folded away below the rest of its group. */
export const FOLDED = {
  transports: [
    'upgrade',
    'rememberUpgrade',
    'tryAllTransports',
    'forceBase64',
    'timestampRequests',
    'protocols',
    'certificateHashes',
  ],
  reconnection: [
    'reconnectionAttempts',
    'randomizationFactor',
    'reconnectionDelayMs',
    'reconnectionDelayMaxMs',
    'timeoutMs',
    'ackTimeoutMs',
    'retries',
  ],
} as const satisfies Readonly<Record<string, readonly (TextFieldName | SwitchName)[]>>;
