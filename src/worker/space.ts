import type { ShelfState } from './remote.ts';

const REST_MS = 3000;

type Room = Pick<ShelfState, 'usedBytes' | 'quotaBytes' | 'isPersisted'>;

/** How much room there is, and whether the browser promises to keep what is stored. It adds up files for that. */
export class Space {
  #room: Room = {};
  #readAt = -Infinity;

  async read(now: number): Promise<Room> {
    if (now - this.#readAt < REST_MS) return this.#room;
    this.#readAt = now;
    // Kept by the browser for secure contexts.
    if (!('storage' in navigator)) return this.#room;
    const [{ usage, quota }, isPersisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted?.(),
    ]);
    this.#room = {
      ...(usage !== undefined && { usedBytes: usage }),
      ...(quota !== undefined && { quotaBytes: quota }),
      ...(isPersisted !== undefined && { isPersisted }),
    };
    return this.#room;
  }

  /** Something big came or went. */
  forget(): void {
    this.#readAt = -Infinity;
  }
}
