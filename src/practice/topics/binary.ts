import { createHash } from 'node:crypto';
import type { Socket } from 'socket.io';
import { instance, integer, maxValue, minValue, number, pipe } from 'valibot';
import { onEvent } from './answering.ts';

const MAX_DOWNLOAD_BYTES = 16 * 1024 * 1024;

const upload = instance(Uint8Array, 'the first argument must be binary');
const download = pipe(
  number('the first argument must be a number of bytes'),
  integer('the number of bytes must be whole'),
  minValue(0, 'the number of bytes must not be negative'),
  maxValue(MAX_DOWNLOAD_BYTES, `at most ${MAX_DOWNLOAD_BYTES} bytes`),
);

/** `upload` answers with the size and the digest of what came; `download` sends as many bytes as asked for. */
export function answerBinary(socket: Socket): void {
  onEvent(socket, 'upload', upload, (bytes, reply) => reply(summary(bytes)));
  onEvent(socket, 'download', download, (size, reply) => {
    const bytes = counting(size);
    reply(summary(bytes));
    socket.emit('download', bytes);
  });
}

function summary(bytes: Uint8Array): { readonly bytes: number; readonly sha256: string } {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** 00 01 02 … ff 00 …: a lost or swapped byte can be seen by eye. */
function counting(size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  for (let i = 0; i < size; i++) bytes[i] = i & 0xff;
  return bytes;
}
