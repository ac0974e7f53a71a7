import type { ParserChoice, ProtocolChoice, TransportsChoice } from '../connect-options.ts';

export const TEXT_FIELDS = [
  'url',
  'path',
  'namespaces',
  'auth',
  'query',
  'headers',
  'protocols',
  'certificateHashes',
  'reconnectionAttempts',
  'reconnectionDelayMs',
  'reconnectionDelayMaxMs',
  'randomizationFactor',
  'timeoutMs',
  'ackTimeoutMs',
  'retries',
] as const;

export const SWITCHES = [
  'withCredentials',
  'useRelay',
  'tryAllTransports',
  'upgrade',
  'rememberUpgrade',
  'forceBase64',
  'timestampRequests',
  'reconnect',
] as const;

export type TextFieldName = (typeof TEXT_FIELDS)[number];
export type SwitchName = (typeof SWITCHES)[number];

/** What the person typed, all as text but for the choices. */
export type ConnectForm = Readonly<Record<TextFieldName, string>> &
  Readonly<Record<SwitchName, boolean>> & {
    readonly protocol: ProtocolChoice;
    readonly parser: ParserChoice;
    readonly transports: TransportsChoice;
  };

export type FieldName = keyof ConnectForm;

export const FIELDS: readonly FieldName[] = [...TEXT_FIELDS, ...SWITCHES, 'protocol', 'parser', 'transports'];

/** Fields' names on the screen and in every sentence about them. */
export const LABELS: Readonly<Record<FieldName, string>> = {
  url: 'Server URL',
  path: 'Path',
  namespaces: 'Namespaces',
  auth: 'Auth',
  query: 'Query',
  headers: 'Headers',
  protocols: 'WebSocket subprotocols',
  certificateHashes: 'Certificate hashes',
  reconnectionAttempts: 'Attempts',
  reconnectionDelayMs: 'First wait (ms)',
  reconnectionDelayMaxMs: 'Longest wait (ms)',
  randomizationFactor: 'Jitter',
  timeoutMs: 'Opening timeout (ms)',
  ackTimeoutMs: 'Default ack timeout (ms)',
  retries: 'Retries',
  withCredentials: 'Send credentials',
  useRelay: 'Use relay',
  tryAllTransports: 'Try all of them',
  upgrade: 'Upgrade',
  rememberUpgrade: 'Remember the upgrade',
  forceBase64: 'Force base64',
  timestampRequests: 'Timestamp on WebSocket',
  reconnect: 'Reconnect',
  protocol: 'Protocol',
  parser: 'Parser',
  transports: 'Transports',
};

/** The defaults are socket.io-client 4's own, but for the protocol, which is found out. */
export const EMPTY_FORM: ConnectForm = {
  url: '',
  path: '/socket.io/',
  protocol: 'auto',
  parser: 'auto',
  namespaces: '/',
  auth: '',
  query: '',
  headers: '',
  protocols: '',
  withCredentials: false,
  useRelay: false,
  transports: 'polling-then-upgrade',
  tryAllTransports: false,
  upgrade: true,
  rememberUpgrade: false,
  forceBase64: false,
  timestampRequests: false,
  reconnect: true,
  reconnectionAttempts: '',
  reconnectionDelayMs: '1000',
  reconnectionDelayMaxMs: '5000',
  randomizationFactor: '0.5',
  timeoutMs: '20000',
  ackTimeoutMs: '',
  retries: '',
  certificateHashes: '',
};

export type FieldProblem = {
  readonly field: FieldName;
  /** A sentence with the place, e.g. "Auth, line 2, column 5: “}” cannot stand here." */
  readonly message: string;
};
