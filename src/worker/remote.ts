import type { ConnectForm, ConnectOptions } from '../capture/connect-options.ts';
import type { RelayAccess } from '../capture/relay-access.ts';
import type { DiagnosisView } from '../doctor/finding.ts';
import type { EnvironmentFacts, ParserName, ProtocolName } from '../session/header.ts';
import type { ConnectionStatus } from '../capture/connection.ts';
import type { ImportFlaws } from '../storage/session-record.ts';
import type { Result } from '../base/result.ts';
import type { Details } from '../projections/details-view.ts';
import type { InsightView } from '../projections/insight-view.ts';
import type { Span } from '../projections/ladder/span.ts';
import type { NearAsk, OverviewAsk, OverviewView } from '../projections/overview/overview-view.ts';
import type { Suggestion } from '../projections/query/suggest.ts';
import type { TimeRange } from '../projections/query/time-range.ts';
import type { Row, RowId } from '../projections/row.ts';
import type { CopyForm } from '../projections/copied-row.ts';
import type { DiffRemote } from './diff/diff-remote.ts';
import type { FilesRemote, PreviewRemote } from './files/files-remote.ts';
import type { HistoryRemote } from './history/history-remote.ts';
import type { LibraryRemote } from './library/library-remote.ts';
import type { FaultsOn } from '../capture/line/fault.ts';
import type { ReplayRemote, ReplayState } from './replays/replay-remote.ts';
import type { SpeechRemote } from './speech/speech-remote.ts';
import type { ScriptRemote } from './script/script-remote.ts';
import type { Retention, ShelfRemote } from './shelf/shelf-remote.ts';

export type { ConnectionStatus };

export type NamespaceState = {
  readonly nsp: string;
  readonly isConnected: boolean;
  /** Why the server does not let the client in, in its own words. */
  readonly refused?: string;
  /** The acknowledgement id that the next question here gets. */
  readonly nextAckId: number;
};

export type ConnectionState = {
  /** Within the session, from 1. */
  readonly id: number;
  readonly url: string;
  readonly path: string;
  /** As found or chosen; undefined while it is being found out. */
  readonly protocol?: ProtocolName;
  readonly parser: ParserName;
  /** Its traffic goes through the relay of this machine. */
  readonly relay: boolean;
  /** The last CONNECT restored the state from before the loss (connection state recovery). */
  readonly recovered?: boolean;
  readonly status: ConnectionStatus;
  /** The client holds a connection or goes on trying: there is something to disconnect. */
  readonly isActive: boolean;
  /** Transport that carries messages now. */
  readonly transport?: string;
  /** Session time in ms at which the present status began. */
  readonly since: number;
  /** Why it is not connected, in the client's words: "xhr poll error", "io server disconnect", "attempt 3 in 4.1 s". */
  readonly why?: string;
  readonly namespaces: readonly NamespaceState[];
  /** That the person has brought about; absent where none is on. */
  readonly faults?: FaultsOn;
  /** From the handshake; undefined before it and from servers that do not tell. */
  readonly maxPayloadBytes?: number;
};

/** How the log stands with the disk. */
export type StorageState =
  | { readonly state: 'saved'; readonly at: number }
  | { readonly state: 'saving' }
  /** Recording goes on in memory; `unsaved` entries are not on the disk. */
  | { readonly state: 'full'; readonly unsaved: number }
  | { readonly state: 'failed'; readonly message: string; readonly unsaved: number };

/** How far a piece of long work is. */
export type Progress = { readonly done: number; readonly total: number };

/** The session in view. Told at most ten times a second. */
export type SessionState = {
  readonly key: string;
  readonly name: string;
  /** `live`: this tab records it. `opening`: it is being read; rows so far can be seen. */
  readonly mode: 'live' | 'saved' | 'opening';
  readonly opening?: Progress;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Session clock in ms at the moment of telling; for a saved session, its last entry's time. */
  readonly now: number;
  readonly recovered: boolean;
  /** Absent where this tab records it: when it was read (ms since 1970), and how much was on the disk then. */
  readonly read?: { readonly at: number; readonly entries: number };
  /** Someone deleted it while it was in view. */
  readonly deleted: boolean;
  readonly entries: number;
  /** Rows of all entries: a polling body has one for itself and one for each packet in it. */
  readonly recorded: number;
  /** Rows that match the filter and are not in a folded group. */
  readonly shown: number;
  /** Rows that match the filter and lie in a folded group. */
  readonly folded: number;
  /** Rises with every change of the filter or the session in view: rows told for an older one are stale. */
  readonly generation: number;
  /** Rises when rows say something else than before, though none came or went: with a note. */
  readonly edition: number;
  /** How many rows carry a note or a mark. */
  readonly notes: number;
  readonly filter: string;
  /** Beside the filter's text: only rows of this stretch of time are shown. */
  readonly range?: TimeRange;
  /** Set while a filter is still counting. */
  readonly filtering?: Progress;
  readonly storage: StorageState;
  readonly connections: readonly ConnectionState[];
  /** Id of the connection that was connected last; absent where this tab does not record. */
  readonly current?: number;
  /** Socket.IO packets a second, over the last second. */
  readonly rates: { readonly sent: number; readonly received: number };
  /** Questions of the server that wait for an answer; only where this tab records. */
  readonly waitingForYou?: number;
  /** Distinct event names seen, newest last, at most 100: for completion. */
  readonly eventNames: readonly string[];
};

export type ShelfItem = {
  readonly key: string;
  readonly name: string;
  readonly startedAt: string;
  readonly lengthMs: number;
  readonly entries: number;
  readonly bytes: number;
  /** First connection's URL, without credentials. */
  readonly endpoint: string;
  /** `here`: this tab records it; `elsewhere`: another tab does. */
  readonly recording?: 'here' | 'paused' | 'elsewhere';
  readonly recovered: boolean;
  /** ISO 8601: when that was noticed. */
  readonly recoveredAt?: string;
  readonly imported: boolean;
  /** Of an imported file that could not be read without problems. */
  readonly flaws?: ImportFlaws;
  readonly tags: readonly string[];
  readonly isLocked: boolean;
  /** How many rows carry a note or a mark. */
  readonly notes: number;
  /** The first words of its cover note; empty where it has none. */
  readonly cover: string;
};

export type ShelfState = {
  /** Newest first. */
  readonly items: readonly ShelfItem[];
  /**
   * Deleted by this tab and still to be undone, in the place where they were. Those of one `batch` were deleted
   * together. `isOld`: by the rule for old sessions.
   */
  readonly deleted: readonly DeletedItem[];
  readonly retention?: Retention;
  /** Keys of the sessions that are older than `retention` allows, where it says to ask about them. */
  readonly due?: readonly string[];
  readonly usedBytes?: number;
  readonly quotaBytes?: number;
  /** The browser has promised not to throw them away when space is short. Absent where it cannot be asked. */
  readonly isPersisted?: boolean;
};

export type DeletedItem = {
  readonly key: string;
  readonly name: string;
  /** Key of the item that it stood before; absent at the end. */
  readonly before?: string;
  readonly batch: number;
  readonly isOld: boolean;
};

/** Leads from one row to another of its kind: the same event, what went wrong, a note. */
export type RowLink = 'event' | 'flaw' | 'note';

/** Session time in ms, or a `seq`. */
export type RowPlace = { readonly atMs: number } | { readonly seq: number };

export type RowSum = { readonly fromMs: number; readonly toMs: number; readonly bytes: number };

/** Where in the text it is, and over how many characters. */
export type FilterProblem = { readonly message: string; readonly offset: number; readonly length: number };

/** An event to send. `args` is the text of a JSON array; bytes stand in it as `{"$binary":"base64"}`. */
export type Emission = {
  readonly conn: number;
  readonly nsp: string;
  readonly event: string;
  readonly args: string;
  readonly expectAck: boolean;
  /** No timeout where undefined. */
  readonly ackTimeoutMs?: number;
  readonly isVolatile: boolean;
  /** True where absent. */
  readonly isCompressed?: boolean;
};

/** A message over bare Engine.IO: a frame as it is. */
export type PlainMessage = { readonly conn: number; readonly payload: string | Uint8Array };

/** A saved connection. */
export type Profile = {
  /** UUIDv7. */
  readonly id: string;
  readonly name: string;
  /** With its secrets: it never leaves the browser without the person's word. */
  readonly form: ConnectForm;
};

export type ImportReport = {
  readonly key: string;
  readonly name: string;
  readonly entries: number;
  /** A sentence each, with its line number; at most 20, `problemCount` tells all. */
  readonly problems: readonly string[];
  readonly problemCount: number;
  /** What of the file was left aside because it is not Socket.IO, a sentence each. */
  readonly asides: readonly string[];
};

/** What a page tells of itself: in the background, or frozen by the browser (Page Lifecycle), and back. */
export type PageEvent = 'page_hidden' | 'page_visible' | 'page_frozen' | 'page_resumed';

export type WorkerListener = {
  onsession(state: SessionState | undefined): void | Promise<void>;
  onshelf(state: ShelfState): void | Promise<void>;
  /** By name. */
  onprofiles(profiles: readonly Profile[]): void | Promise<void>;
  /** Undefined while none is prepared. */
  onreplay(state: ReplayState | undefined): void | Promise<void>;
  /** Something went wrong that no call waits for. */
  onproblem(message: string): void | Promise<void>;
};

/**
 * What the page may ask the session worker. Everything is a plain value that can be cloned; callbacks go through
 * Comlink proxies. A failure that can be expected comes back as a `Result` with a sentence for the screen.
 */
export type RemoteWorker = {
  attach(listener: WorkerListener): Promise<void>;
  /** Recorded for each connection that lives; `epochMs` is when it happened, in ms since 1970. */
  notePage(event: PageEvent, epochMs: number): Promise<void>;

  /** Where the relay is; connections that want it cannot be made before. */
  offerRelay(access: RelayAccess): Promise<void>;
  /** What only the page can tell of where it runs: for the header of a session that begins. */
  describePage(facts: EnvironmentFacts): Promise<void>;
  /**
   * Connects in the session in view if this tab records it, else in a new one. `conn` is connected again where its
   * options are still the same; else it is a new connection of the session.
   */
  connect(options: ConnectOptions, conn: number | undefined): Promise<Result<{ readonly conn: number }, string>>;
  disconnect(conn: number): Promise<void>;
  /** Adds a namespace to a connection while it is connected. */
  joinNamespace(conn: number, nsp: string): Promise<Result<void, string>>;
  leaveNamespace(conn: number, nsp: string): Promise<Result<void, string>>;
  emit(message: Emission): Promise<Result<void, string>>;
  /** Over a connection of bare Engine.IO. */
  sendMessage(message: PlainMessage): Promise<Result<void, string>>;
  /** Acknowledges a recorded event of the server; `args` is the text of a JSON array, as in an `Emission`. */
  answer(row: RowId, args: string): Promise<Result<void, string>>;

  /** Puts an empty view up; the next `connect` starts a new session. */
  closeSession(): Promise<void>;
  openSession(key: string): Promise<Result<void, string>>;
  renameSession(key: string, name: string): Promise<Result<void, string>>;
  /** Can be undone for 10 s. */
  deleteSession(key: string): Promise<Result<void, string>>;
  undoDelete(key: string): Promise<void>;

  /** A query that cannot be read leaves the last one in force; the range counts in any case. */
  setFilter(text: string, range?: TimeRange): Promise<Result<void, FilterProblem>>;
  /** What may stand at the caret, by what the session in view contains. */
  suggestions(text: string, caret: number): Promise<readonly Suggestion[]>;
  /** Kept for all sessions; the newest first. */
  savedQueries(): Promise<readonly string[]>;
  saveQuery(text: string): Promise<Result<void, string>>;
  deleteQuery(text: string): Promise<Result<void, string>>;
  /** Rows `from` (inclusive) to `to` (exclusive) among those that match the filter; fewer at the end. */
  rows(from: number, to: number): Promise<{ readonly generation: number; readonly rows: readonly Row[] }>;
  /** Exchanges and channels that last over those rows. */
  spans(from: number, to: number): Promise<readonly Span[]>;
  details(row: RowId): Promise<Details | undefined>;
  /** Where a row stands among those that match; undefined when the filter hides it. */
  indexOf(row: RowId): Promise<number | undefined>;
  /** The readouts' figures: of one connection, or of all. */
  /** Folds or unfolds what hangs under `row`, or under all rows where undefined. */
  setFolded(row: RowId | undefined, isFolded: boolean): Promise<void>;
  /** The matching row under which `row` hangs: its body's, or its packet's. */
  headOf(row: RowId): Promise<RowId | undefined>;
  /** Unfolds what hides a row; does nothing about the filter. */
  reveal(row: RowId): Promise<void>;
  /** An empty `text` is a mark; undefined takes the note away. It is kept at once, and of several tabs the last wins. */
  setNote(row: RowId, text: string | undefined): Promise<Result<void, string>>;
  /** The next row that matches the filter after `from` (before it with -1), folded away or not. */
  nextRow(from: RowId | undefined, link: RowLink, step: 1 | -1): Promise<RowId | undefined>;
  /** The row in the list that is nearest to a time, or the first from a `seq` on. */
  rowAt(place: RowPlace): Promise<RowId | undefined>;
  /** Keys of the rows `from` (inclusive) to `to` (exclusive) of the list, as a `RowSet` holds them. */
  rowKeys(from: number, to: number): Promise<Float64Array>;
  sumUp(keys: Float64Array): Promise<RowSum | undefined>;
  /** The rows as text; a sentence where it cannot be made. */
  copyRows(keys: Float64Array, form: CopyForm): Promise<Result<string, string>>;
  insight(conn?: number): Promise<InsightView | undefined>;
  /** What the overview's lanes show in a window: bounded by its buckets, however many entries there are. */
  overview(ask: OverviewAsk): Promise<OverviewView | undefined>;
  /** The row in a lane that is nearest to a moment. */
  rowNear(ask: NearAsk): Promise<RowId | undefined>;
  /** Findings about the session in view, live, saved or imported. */
  diagnosis(): Promise<DiagnosisView | undefined>;
  /** Runs the active probes on `conn`'s address; `diagnosis` tells how far they are. `all`: even when certain early. */
  diagnose(conn: number, all: boolean): Promise<Result<void, string>>;
  cancelDiagnosis(): Promise<void>;

  saveProfile(profile: Profile): Promise<Result<void, string>>;
  deleteProfile(id: string): Promise<Result<void, string>>;
} & Facets;

/** Parts of the interface that are asked less often than the rest: the code of each comes with the first question. */
export type Facets = {
  readonly diff: DiffRemote;
  readonly files: FilesRemote;
  readonly previews: PreviewRemote;
  readonly history: HistoryRemote;
  readonly library: LibraryRemote;
  readonly replays: ReplayRemote;
  readonly speech: SpeechRemote;
  readonly script: ScriptRemote;
  readonly shelf: ShelfRemote;
};

export type FacetName = keyof Facets;
