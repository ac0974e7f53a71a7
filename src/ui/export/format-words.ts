import type { ExportFormat } from '../../worker/files/files-remote.ts';

type FormatWords = {
  readonly format: ExportFormat;
  readonly name: string;
  readonly hint: string;
  /** Why it cannot be compressed. */
  readonly compress?: string;
  /** Why neither notes nor a report go with it. */
  readonly notes?: string;
};

export const FORMATS: readonly FormatWords[] = [
  {
    format: 'sockscope',
    name: 'Sockscope (NDJSON)',
    hint: 'All of it. Sockscope opens it again, anywhere.',
  },
  {
    format: 'har',
    name: 'HAR',
    hint: 'For browsers’ tools. Leaves out notes, the report, and what the client reported: connects, reconnects, errors.',
    compress: 'A HAR is not compressed: browsers’ tools would not open it',
    notes: 'A HAR has no place for them',
  },
  {
    format: 'page',
    name: 'Web page (HTML)',
    hint: 'Shows the session by itself, without Sockscope, server or network.',
    compress: 'The page holds the session compressed',
  },
];
