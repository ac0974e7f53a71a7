import type { Result } from '../../base/result.ts';
import type { RedactionChoice, RedactionPreview, RewrittenText } from '../../redaction/rule.ts';
import type { CoverNote, ReportedFinding } from '../../session/header.ts';
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
  /** Stops the export, import or preview under way; nothing of it is left. */
  cancel(): Promise<void>;
  cover(key: string): Promise<CoverNote | undefined>;
  /** Kept on the shelf with the session, and written into its file. */
  setCover(key: string, cover: CoverNote): Promise<Result<void, string>>;
};

/** What an export would do, before it does it. */
export type PreviewRemote = {
  /** What an export with `choice` would replace. */
  previewRedaction(
    key: string,
    choice: RedactionChoice,
    onprogress: OnProgress,
  ): Promise<Result<RedactionPreview, string>>;
  /** One entry as it would be written, by the last preview. */
  previewEntry(seq: number): Promise<RewrittenText | undefined>;
  /** The doctor's report as an export would write it. */
  report(key: string, onprogress: OnProgress): Promise<Result<readonly ReportedFinding[], string>>;
};
