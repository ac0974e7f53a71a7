import type { Result } from '../../base/result.ts';
import type { RedactionChoice, RedactionPreview, RedactionRule, RewrittenText } from '../../redaction/rule.ts';
import type { CoverNote, SessionHeader } from '../../session/header.ts';
import type { ImportReport, Progress } from '../remote.ts';

/** `sockscope`: the session file; `har`: an HTTP archive; `page`: one HTML file that shows the session by itself. */
export type ExportFormat = 'sockscope' | 'har' | 'page';

export type ExportOptions = {
  readonly format: ExportFormat;
  /** Of a session file. */
  readonly compress: boolean;
  /** Undefined: as it was recorded. */
  readonly redact: RedactionChoice | undefined;
  /** Notes, marks, cover note and tags. */
  readonly withNotes: boolean;
  readonly withDiagnosis: boolean;
};

export type ExportedFile = {
  readonly file: Blob;
  readonly fileName: string;
  /** What was redacted was looked for again in the file. */
  readonly check?: RedactionCheck;
};

export type RedactionCheck = {
  /** How many secrets were looked for, in plain, base64 and percent-encoded form. */
  readonly secrets: number;
  /** Too short or too common to be looked for: they are replaced where they were found. */
  readonly onlyWhereFound?: number;
  /** Entries that still hold one of them: empty in every good export. */
  readonly left: readonly number[];
  /** Entries that decoded before and no longer do: empty in every good export. */
  readonly broken: readonly number[];
};

type OnProgress = (progress: Progress) => void;

/** Files in and out. One long work at a time; a new one cancels the one under way. */
export type FilesRemote = {
  exportSession(key: string, options: ExportOptions, onprogress: OnProgress): Promise<Result<ExportedFile, string>>;
  importFile(file: Blob, name: string, onprogress: OnProgress): Promise<Result<ImportReport, string>>;
  /** Stops the export or import under way; nothing of it is left. */
  cancel(): Promise<void>;
  /** All that is known of a session besides its entries; undefined where it is gone. */
  header(key: string): Promise<SessionHeader | undefined>;
  /** Kept on the shelf with the session, and written into its file. */
  setCover(key: string, cover: CoverNote): Promise<Result<void, string>>;
};

/** What an export writes, found out by writing it and throwing it away. */
export type Rehearsal = {
  readonly check: RedactionCheck;
  /** Exact, unlike the preview's: of what stands before the entry that gives a secret away, too. */
  readonly replaced: number;
  /** By `FoundSecret.id`, of those that the preview tells. */
  readonly times: ReadonlyMap<string, number>;
};

/** `name`: the session's, as the file would hold it. */
export type NamedPreview = RedactionPreview & { readonly name: string };

/** What an export would do, before it does it. A new question to `redaction` ends the one before. */
export type PreviewRemote = {
  /**
   * What an export with `choice` would replace. What was read for the question before counts on: after other `kept`
   * ones the answer comes at once, after a cancel where it stopped.
   */
  redaction(key: string, choice: RedactionChoice, onprogress: OnProgress): Promise<Result<NamedPreview, string>>;
  /** One entry as it would be written, by the last preview. */
  entry(seq: number): Promise<RewrittenText | undefined>;
  /** Of the last preview; undefined where the session is so long that only the export itself finds out. */
  rehearse(onprogress: OnProgress): Promise<Result<Rehearsal | undefined, string>>;
  cancel(): Promise<void>;
  /** Bytes of the file, by its first entries; undefined where it cannot be told. */
  estimate(key: string, options: ExportOptions): Promise<number | undefined>;
  /** Of all sessions. */
  rules(): Promise<readonly RedactionRule[]>;
  setRules(rules: readonly RedactionRule[]): Promise<Result<void, string>>;
};
