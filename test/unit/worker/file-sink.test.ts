import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileSink } from '../../../src/worker/files/file-sink.ts';
import type { PrivateFile } from '../../../src/worker/files/private-file.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const MB = 1024 * 1024;

/** A disk that takes `room` bytes. */
class Disk {
  readonly files = new Set<PrivateFile>();
  readonly #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  async create(): Promise<PrivateFile | undefined> {
    const written: Bytes[] = [];
    let size = 0;
    const file: PrivateFile = {
      write: (bytes) => {
        if (size + bytes.length > this.#room) throw new DOMException('full', 'QuotaExceededError');
        written.push(bytes);
        size += bytes.length;
      },
      pieces: () => written,
      close: async () => new File(written, 'file'),
      remove: async () => void this.files.delete(file),
    };
    this.files.add(file);
    return file;
  }
}

async function gathered(sink: FileSink, pieces: readonly Bytes[]) {
  for (const piece of pieces) await sink.write(piece);
  const made = await sink.finish('text/plain');
  return { ...made, bytes: new Uint8Array(await made.file.arrayBuffer()) };
}

function pieceOf(size: number, letter: number): Bytes {
  return new Uint8Array(size).fill(letter);
}

test('whatever the disk takes, the file is what was written', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 3 * MB }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.option(fc.integer({ max: 12 * MB })), async (lengths, room) => {
      const disk = new Disk(room ?? 0);
      const sink = new FileSink(() => (room === null ? Promise.resolve(undefined) : disk.create()));
      const pieces = lengths.map(pieceOf);
      const { bytes, remove } = await gathered(sink, pieces);
      expect(Buffer.compare(bytes, Buffer.concat(pieces))).toBe(0);
      await remove();
      expect(disk.files.size).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test('a small file needs no disk; a large one lies there until it is removed', async () => {
  const disk = new Disk(Infinity);
  const small = await gathered(new FileSink(() => disk.create()), [pieceOf(MB, 1)]);
  expect([small.file.type, disk.files.size]).toEqual(['text/plain', 0]);
  const large = await gathered(new FileSink(() => disk.create()), [pieceOf(5 * MB, 1)]);
  expect([large.file.type, disk.files.size]).toEqual(['text/plain', 1]);
  await large.remove();
  expect(disk.files.size).toBe(0);
});

test('what is dropped leaves nothing, and a failure of the disk that is not fullness is told', async () => {
  const disk = new Disk(Infinity);
  const sink = new FileSink(() => disk.create());
  await sink.write(pieceOf(5 * MB, 1));
  await sink.drop();
  expect(disk.files.size).toBe(0);
  const broken = new FileSink(async () => {
    const file = await disk.create();
    return file && { ...file, write: () => expect.fail('broken') };
  });
  await expect(broken.write(pieceOf(5 * MB, 1))).rejects.toThrow('broken');
});
