import { distinctFileName } from '../../exporters/file-name.ts';
import type { ExportOptions } from '../../worker/files/files-remote.ts';
import type { ShelfItem } from '../../worker/remote.ts';
import { saveFile } from '../kit/save-file.ts';
import type { SavedFile } from '../sessions/transfer.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** One after the other; each ends with its file handed to the browser for saving. The first failure ends it all. */
export async function saveSessions(
  { transfer, worker }: Pick<Workspace, 'transfer' | 'worker'>,
  items: readonly Pick<ShelfItem, 'key' | 'name'>[],
  options: ExportOptions,
): Promise<void> {
  if (transfer.work) return;
  transfer.outcome = undefined;
  const files: SavedFile[] = [];
  for (const { key, name } of items) {
    const result = await transfer.during(`Exporting ${name}`, 'steps', (tell) =>
      worker.files.exportSession(key, options, tell),
    );
    if (!result.ok) {
      const before = items.length > 1 ? `${files.length} of ${items.length} saved. ` : '';
      transfer.outcome = { kind: 'failed', sentence: `${before}${name} was not exported: ${result.error}` };
      return;
    }
    const { file, ...saved } = result.value;
    const fileName = distinctFileName(
      saved.fileName,
      files.map((each) => each.fileName),
    );
    saveFile(file, fileName);
    files.push({ ...saved, fileName, bytes: file.size });
  }
  transfer.outcome = { kind: 'exported', files };
}
