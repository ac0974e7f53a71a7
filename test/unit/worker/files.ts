import type { ExportOptions, FilesRemote } from '../../../src/worker/files/files-remote.ts';
import type { Workbench } from '../../../src/worker/workbench.ts';

/** The session as it is, with all that belongs to it. */
export const AS_RECORDED: ExportOptions = {
  format: 'sockscope',
  compress: false,
  redact: undefined,
  withNotes: true,
  withDiagnosis: false,
};

export function filesOf(workbench: Workbench): Promise<FilesRemote> {
  return workbench.facets.get('files');
}
