import type { Readable } from 'node:stream';

// Above 100 MB, the largest maxHttpBufferSize that a server has by default (Socket.IO 2 before 2.5). Bodies stream
// through, so this bounds what one request may move and not what the relay holds.
export const BODY_LIMIT_BYTES = 110 * 1024 * 1024;

/** Calls `onexcess` once, when more than the limit has come. Whoever reads the stream goes on reading it. */
export function watchSize(body: Readable, onexcess: () => void, limitBytes = BODY_LIMIT_BYTES): void {
  let bytes = 0;
  const count = (piece: Buffer): void => {
    bytes += piece.length;
    if (bytes <= limitBytes) return;
    body.off('data', count);
    onexcess();
  };
  body.on('data', count);
}

/** The whole of a small body as text; undefined where it is longer than `limitBytes` or never ends. */
export function readSmall(body: Readable, limitBytes: number): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  return new Promise((resolve) => {
    const keep = (piece: Buffer): void => void pieces.push(piece);
    body.on('data', keep);
    watchSize(body, () => body.off('data', keep) && resolve(undefined), limitBytes);
    body.once('end', () => resolve(Buffer.concat(pieces).toString('utf8')));
    body.once('close', () => resolve(undefined));
  });
}
