import { concatBytes } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { piecesOf } from '../byte-source.ts';
import { isGzip } from '../gunzip.ts';

// One body of long-polling holds 1 MB at most by the servers' own default; this is no archive to unpack.
const LARGEST_BYTES = 64 * 1024 * 1024;

/**
 * A body as its reader got it. Most programs write bodies unpacked and leave the header as it was, so the bytes
 * themselves must show that they are packed.
 */
export async function unpacked(bytes: Uint8Array, encodings: string): Promise<Result<Uint8Array, string>> {
  if (/\bgzip\b/i.test(encodings) && isGzip(bytes)) return inflate(bytes.slice(), 'gzip');
  if (/\bdeflate\b/i.test(encodings) && isZlib(bytes)) return inflate(bytes.slice(), 'deflate');
  return ok(bytes);
}

/** RFC 1950, section 2.2: method 8, and the first two bytes are a multiple of 31. */
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  format: 'gzip' | 'deflate',
): Promise<Result<Uint8Array, string>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of piecesOf(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)))) {
      pieces.push(piece);
      size += piece.length;
      if (size > LARGEST_BYTES) return fail('unpacks to more than 64 MiB');
    }
  } catch (error) {
    return fail(`is damaged where it is compressed (${error instanceof Error ? error.message : String(error)})`);
  }
  return ok(concatBytes(pieces));
}
