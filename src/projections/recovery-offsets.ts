import { offsetIn, pidIn } from '../protocol/socketio/recovery.ts';
import type { Packet } from '../session/entry.ts';

/**
 * Which received events carry an offset: those of a namespace whose CONNECT was answered with a `pid`, unless they ask
 * for an acknowledgement (socket.io 4.8, `SessionAwareAdapter.broadcast`).
 */
export class RecoveryOffsets {
  /** `conn nsp` of the namespaces that can be recovered. */
  readonly #recoverable = new Set<string>();

  /** Takes note of a CONNECT, and tells of an event whether its last argument is an offset. */
  isIn(conn: number, { kind, direction, socket }: Packet): boolean {
    if (!socket || direction !== 'received') return false;
    if (kind === 'CONNECT') {
      const key = `${conn} ${socket.nsp}`;
      if (pidIn(socket.json) === undefined) this.#recoverable.delete(key);
      else this.#recoverable.add(key);
      return false;
    }
    if (this.#recoverable.size === 0 || socket.id !== undefined) return false;
    if (kind !== 'EVENT' && kind !== 'BINARY_EVENT') return false;
    return this.#recoverable.has(`${conn} ${socket.nsp}`) && offsetIn(socket.json) !== undefined;
  }
}
