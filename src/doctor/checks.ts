/** What "Diagnose" tries, in this order; each is cheap, and closes what it opens. */
export const CHECKS = [
  { id: 'address', title: 'Page and address' },
  { id: 'handshake', title: 'Read the handshake' },
  { id: 'reachable', title: 'Is anyone there?' },
  { id: 'plain-request', title: 'Without credentials and headers' },
  { id: 'websocket-4', title: 'WebSocket, EIO=4' },
  { id: 'websocket-3', title: 'WebSocket, EIO=3' },
  { id: 'namespace', title: 'Namespace and auth' },
  { id: 'upgrade', title: 'Upgrade to WebSocket' },
  { id: 'sticky', title: 'Sticky sessions' },
  { id: 'parser', title: 'Parser' },
] as const;

export type CheckId = (typeof CHECKS)[number]['id'];

/** What each check can find. */
export type CheckOutcomes = {
  readonly address:
    'fine' | 'mixed-content' | 'local-network' | 'offline' | 'headers-on-websocket' | 'path-as-namespace';
  /** `engine-error`: a JSON `{"code","message"}`; `other`: anything else that could be read. */
  readonly handshake:
    'generation-4' | 'generation-3' | 'engine-error' | 'html' | 'other' | 'redirected' | 'unreadable' | 'hanging';
  readonly reachable: 'answered' | 'unreachable' | 'hanging';
  /** One more GET without credentials and without headers of our own. */
  readonly 'plain-request': 'readable' | 'unreadable';
  /**
   * `open-and-connect`: an unasked `40` came behind the `open`, as from Socket.IO 1 and 2. `silent`: it opened and no
   * frame came; `hanging`: it neither opened nor closed.
   */
  readonly 'websocket-4': 'open-packet' | 'open-and-connect' | 'silent' | 'hanging' | 'refused' | 'foreign';
  readonly 'websocket-3': 'open-packet' | 'open-and-connect' | 'silent' | 'hanging' | 'refused' | 'foreign';
  readonly namespace: 'connected' | 'refused' | 'closed' | 'silent';
  readonly upgrade: 'answered' | 'refused' | 'not-offered' | 'silent';
  readonly sticky: 'kept' | 'lost';
  readonly parser: 'same' | 'other' | 'unknown';
};

/**
 * What a check reports: the `detail` of a `client` WireEvent named `probe`, so that it stands in the log and is saved
 * with it. The traffic of a check carries its id in `probe`.
 */
export type ProbeReport = {
  readonly [Id in CheckId]: {
    readonly check: Id;
    readonly outcome: CheckOutcomes[Id];
    /** What was asked and what came, for the checklist: "GET polling, EIO=4: answer not readable". */
    readonly words: string;
    readonly tookMs: number;
    /** HTTP status, where there is one to be read. */
    readonly status?: number;
    /** Engine.IO error code, 0 to 5. */
    readonly code?: number;
    /** Start of what came, at most 300 characters. */
    readonly body?: string;
    /** WebSocket close code. */
    readonly closeCode?: number;
    /** Of `sticky`: sessions asked for, and those that the next request did not find again. */
    readonly asked?: number;
    readonly failed?: number;
    /** Of `redirected`: where to, if that can be told. */
    readonly location?: string;
  };
}[CheckId];

/** How far a check is. `not-needed`: an earlier one was certain. */
export type CheckState = {
  readonly id: CheckId;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'passed' | 'failed' | 'not-needed' | 'cancelled';
  readonly words: string;
  readonly tookMs?: number;
};
