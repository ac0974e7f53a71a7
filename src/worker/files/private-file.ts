import { heldSessions, holdHere } from '../held-sessions.ts';
import { newKey } from '../new-session.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A file of this tab in the browser's private file system. */
export type PrivateFile = {
  /** Throws where the disk is full; then what was written before can still be read. */
  write(bytes: Bytes): void;
  /** Everything that was written, in pieces. */
  pieces(): Iterable<Bytes>;
  /** Nothing can be written after this. */
  close(): Promise<File>;
  remove(): Promise<void>;
};

const FOLDER = 'exports';
const LOCK = 'export/';
const READ_BYTES = 1024 * 1024;

/** Undefined where the browser has none for this page, or its disk takes none. */
export async function createPrivateFile(): Promise<PrivateFile | undefined> {
  const folder = await folderOf({ create: true });
  if (!folder) return undefined;
  const name = newKey();
  // The lock comes first: a file without one is taken for a dead tab's.
  const release = await holdHere(LOCK + name);
  const remove = async () => {
    await folder.removeEntry(name).catch(unlessFailed);
    release();
  };
  try {
    const handle = await folder.getFileHandle(name, { create: true });
    return new SyncFile(handle, await handle.createSyncAccessHandle(), remove);
  } catch (error) {
    await remove();
    return unlessFailed(error);
  }
}

/** Takes away what tabs that no longer live have left. */
export async function removeAbandonedFiles(): Promise<void> {
  const living = await heldSessions();
  const folder = living && (await folderOf({ create: false }));
  if (!folder) return;
  for await (const name of folder.keys())
    if (!living.has(LOCK + name)) await folder.removeEntry(name).catch(unlessFailed);
}

class SyncFile implements PrivateFile {
  readonly #handle: FileSystemFileHandle;
  readonly #access: FileSystemSyncAccessHandle;
  readonly #remove: () => Promise<void>;
  #length = 0;

  constructor(handle: FileSystemFileHandle, access: FileSystemSyncAccessHandle, remove: () => Promise<void>) {
    this.#handle = handle;
    this.#access = access;
    this.#remove = remove;
  }

  write(bytes: Bytes): void {
    this.#access.write(bytes, { at: this.#length });
    const length = this.#length + bytes.length;
    // Chromium 156 writes what still fits and says that it was all.
    if (this.#access.getSize() < length) throw new DOMException('The disk is full.', 'QuotaExceededError');
    this.#length = length;
  }

  *pieces(): Iterable<Bytes> {
    for (let at = 0; at < this.#length;) {
      const piece = new Uint8Array(Math.min(READ_BYTES, this.#length - at));
      const read = this.#access.read(piece, { at });
      if (read === 0) return;
      yield piece.subarray(0, read);
      at += read;
    }
  }

  close(): Promise<File> {
    this.#access.close();
    return this.#handle.getFile();
  }

  async remove(): Promise<void> {
    this.#access.close();
    await this.#remove();
  }
}

async function folderOf(options: { readonly create: boolean }): Promise<FileSystemDirectoryHandle | undefined> {
  // Kept by the browser for secure contexts.
  if (!('storage' in navigator) || !('getDirectory' in navigator.storage)) return undefined;
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, options);
  } catch (error) {
    return unlessFailed(error);
  }
}

/** What the browser refuses (no such file, a full disk, a private window) is as if there were no such thing. */
function unlessFailed(error: unknown): undefined {
  if (!(error instanceof DOMException)) throw error;
}
