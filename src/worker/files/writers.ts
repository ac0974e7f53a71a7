import { ok, type Result } from '../../base/result.ts';
import type { Bytes } from '../../importers/byte-source.ts';
import type { SessionSource } from '../../session/session-source.ts';
import { compressed, encoded } from './compress.ts';
import type { ExportFormat, ExportOptions } from './files-remote.ts';

/** How a session becomes the bytes of a file. */
export type FileWriter = {
  /** Media type. */
  readonly type: string;
  write(source: SessionSource): AsyncGenerator<Bytes, void, void>;
};

/** The code of each comes with the first file of its form; a sentence where it cannot be written. */
const LOADERS: {
  readonly [F in ExportFormat]: (options: ExportOptions) => Promise<Result<FileWriter, string>>;
} = {
  async sockscope({ compress }) {
    const { exportLines } = await import('../../exporters/ndjson.ts');
    if (!compress) return ok({ type: 'application/x-ndjson', write: (source) => encoded(exportLines(source)) });
    return ok({ type: 'application/gzip', write: (source) => compressed(encoded(exportLines(source))) });
  },
  async har() {
    const { writeHar } = await import('../../exporters/har/har.ts');
    return ok({ type: 'application/json', write: (source) => encoded(writeHar(source)) });
  },
  page: async () => (await import('./page-writer.ts')).loadPageWriter(),
};

export function writerFor(options: ExportOptions): Promise<Result<FileWriter, string>> {
  return LOADERS[options.format](options);
}
