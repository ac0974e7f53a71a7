import { concatBytes } from '../../base/bytes.ts';
import { failureOf } from '../../storage/failure.ts';
import type { PrivateFile } from './private-file.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** `remove` takes it away again where it lies on the disk. */
export type GatheredFile = { readonly file: Blob; readonly remove: () => Promise<void> };

// A file up to here is no burden to the memory, and one in memory leaves nothing behind.
const SMALL_BYTES = 4 * 1024 * 1024;
const WRITE_BYTES = 1024 * 1024;

/**
 * Takes a file as it is made: in memory as long as it is small, then in a private file; where there is none, or the disk
 * is full, in a Blob, which the browser may page out.
 */
export class FileSink {
  readonly #create: () => Promise<PrivateFile | undefined>;
  #waiting: Bytes[] = [];
  #waitingBytes = 0;
  #isSmall = true;
  #file: PrivateFile | undefined;
  #blobs: Blob[] = [];

  constructor(create: () => Promise<PrivateFile | undefined>) {
    this.#create = create;
  }

  async write(bytes: Bytes): Promise<void> {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes < (this.#isSmall ? SMALL_BYTES : WRITE_BYTES)) return;
    if (this.#isSmall) this.#file = await this.#create();
    this.#isSmall = false;
    await this.#flush();
  }

  async finish(type: string): Promise<GatheredFile> {
    await this.#flush();
    const file = this.#file;
    if (!file) return { file: new Blob(this.#blobs, { type }), remove: () => Promise.resolve() };
    const closed = await file.close();
    return { file: closed.slice(0, closed.size, type), remove: () => file.remove() };
  }

  /** Nothing of it is left. */
  async drop(): Promise<void> {
    this.#waiting = [];
    this.#blobs = [];
    await this.#file?.remove();
  }

  async #flush(): Promise<void> {
    const bytes = concatBytes(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (this.#file && (await this.#written(this.#file, bytes))) return;
    this.#blobs.push(new Blob([bytes]));
  }

  async #written(file: PrivateFile, bytes: Bytes): Promise<boolean> {
    try {
      file.write(bytes);
      return true;
    } catch (error) {
      if (failureOf(error).reason !== 'full') throw error;
      for (const piece of file.pieces()) this.#blobs.push(new Blob([piece]));
      this.#file = undefined;
      await file.remove();
      return false;
    }
  }
}
