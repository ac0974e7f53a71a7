import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chunk } from '../../../src/session/chunk.ts';
import { eventIn } from '../../../src/session/chunk.ts';
import { ChunkBuilder } from '../../../src/session/chunk-builder.ts';
import { SessionLog } from '../../../src/session/log.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';
import { someEvents } from '../exporters/arbitrary-session.ts';

const NO_SOURCE = { read: () => Promise.resolve(undefined) };

function eventsIn(chunk: Chunk): readonly WireEvent[] {
  return Array.from({ length: chunk.count }, (_, i) => eventIn(chunk, chunk, i));
}

async function eventsOf(log: SessionLog): Promise<readonly (WireEvent | undefined)[]> {
  const events = [];
  for (let i = 0; i < log.length; i++) events.push(await log.read(i));
  return events;
}

function frame(at: number, payload: string): WireEvent {
  return { at: captureMs(at), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'sent', payload };
}

function action(at: number, detail: string): WireEvent {
  return { at: captureMs(at), conn: 1, kind: 'user', action: 'emit', detail };
}

test('an event comes out of the columns as it went in', () => {
  fc.assert(
    fc.property(someEvents, (events) => {
      const builder = new ChunkBuilder(0);
      for (const event of events) builder.append(event);
      deepStrictEqual(eventsIn(builder.snapshot()), events);
    }),
  );
});

test('a chunk survives being cloned, as the disk does it', () => {
  fc.assert(
    fc.property(someEvents, (events) => {
      const builder = new ChunkBuilder(0);
      for (const event of events) builder.append(event);
      deepStrictEqual(eventsIn(structuredClone(builder.snapshot())), events);
    }),
  );
});

test('wherever a log is cut into chunks, it holds the same events', async () => {
  await fc.assert(
    fc.asyncProperty(someEvents, fc.array(fc.nat(40)), async (events, cuts) => {
      const log = new SessionLog(NO_SOURCE);
      let builder = new ChunkBuilder(0);
      for (const [i, event] of events.entries()) {
        if (cuts.includes(i) && builder.count > 0) {
          log.adopt(builder.snapshot());
          builder = new ChunkBuilder(i);
        }
        builder.append(event);
      }
      if (builder.count > 0) log.adopt(builder.snapshot());
      deepStrictEqual(await eventsOf(log), events);
      expect(log.unsavedEntries).toBe(0);
    }),
  );
});

test('whenever a growing log is saved, the disk holds the same events in the end', async () => {
  await fc.assert(
    fc.asyncProperty(someEvents, fc.array(fc.nat(40)), async (events, saves) => {
      const disk = new Map<number, Chunk>();
      const log = new SessionLog(NO_SOURCE);
      const save = () => {
        for (const unsaved of log.unsaved()) {
          disk.set(unsaved.index, unsaved.chunk);
          log.markSaved(unsaved);
        }
      };
      for (const [i, event] of events.entries()) {
        log.append(event);
        if (saves.includes(i)) save();
      }
      save();
      expect(log.unsaved()).toEqual([]);
      const reopened = new SessionLog(NO_SOURCE);
      for (let index = 0; index < disk.size; index++) reopened.adopt(disk.get(index)!);
      deepStrictEqual(await eventsOf(reopened), events);
    }),
  );
});

test('what grew while it was being written is written again', () => {
  const log = new SessionLog(NO_SOURCE);
  log.append(frame(0, 'a'));
  const [written] = log.unsaved();
  log.append(frame(1, 'b'));
  log.markSaved(written!);
  expect(log.unsavedEntries).toBe(1);
  expect(log.unsaved()).toMatchObject([{ index: 0, chunk: { count: 2, text: 'ab' } }]);
});

const LARGE = '.'.repeat(66_000);

test.each([
  ['payloads', Array.from({ length: 40 }, (_, i) => frame(i, `${i}${LARGE}`))],
  ['details', Array.from({ length: 40 }, (_, i) => action(i, `${i}${LARGE}`))],
])('a log over its budget lets go of %s and reads them again', async (_, events) => {
  const disk = new Map<number, Chunk>();
  let reads = 0;
  const source = {
    read: (index: number) => {
      reads++;
      return Promise.resolve(disk.get(index));
    },
  };
  const log = new SessionLog(source, 200_000);
  for (const event of events) {
    log.append(event);
    for (const unsaved of log.unsaved()) {
      disk.set(unsaved.index, unsaved.chunk);
      log.markSaved(unsaved);
    }
  }
  expect(disk.size).toBe(40);
  expect(await eventsOf(log)).toEqual(events);
  expect(reads).toBeGreaterThanOrEqual(37);
  // The last ones read are in memory still.
  reads = 0;
  expect(await log.read(39)).toEqual(events[39]);
  expect(reads).toBe(0);
});

test('a payload that the disk has lost reads as nothing, and the rest stays readable', async () => {
  const log = new SessionLog(NO_SOURCE, 200_000);
  for (let i = 0; i < 10; i++) {
    log.append(frame(i, `${i}${LARGE}`));
    for (const unsaved of log.unsaved()) log.markSaved(unsaved);
  }
  expect(await log.read(0)).toBeUndefined();
  expect(await log.read(9)).toEqual(frame(9, `9${LARGE}`));
  expect(await log.read(10)).toBeUndefined();
});

test('a log refuses a chunk that does not go on where it ends', () => {
  const builder = new ChunkBuilder(5);
  builder.append(frame(0, 'a'));
  expect(() => new SessionLog(NO_SOURCE).adopt(builder.snapshot())).toThrow('chunk starts at 5, the log ends at 0');
});

test('a burst is cut into chunks by what it weighs, details included', () => {
  const log = new SessionLog(NO_SOURCE);
  for (let i = 0; i < 200; i++) log.append(action(i, LARGE));
  // A mebibyte each, which takes 16 of them.
  expect(log.chunkCount).toBe(13);
});

test('a log that grows while it is read out gives what it held at the beginning, without a gap', async () => {
  const log = new SessionLog({ read: () => Promise.resolve(undefined) });
  const add = (count: number): void => {
    for (let i = 0; i < count; i++) {
      log.append({ at: captureMs(i), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'sent', payload: '2' });
    }
  };
  add(5000);
  log.unsaved();
  add(500);
  const seen: number[] = [];
  for await (const chunk of log.chunks()) {
    add(3000);
    log.unsaved();
    for (let i = 0; i < chunk.count; i++) seen.push(chunk.firstSeq + i);
  }
  expect(seen).toEqual(Array.from({ length: 5500 }, (_, i) => i));
});

test('what the disk has of a chunk counts as saved, though the chunk was sealed after it had grown', () => {
  const log = new SessionLog({ read: () => Promise.resolve(undefined) });
  const add = (count: number): void => {
    for (let i = 0; i < count; i++) {
      log.append({ at: captureMs(0), conn: 1, kind: 'frame', chan: 1, via: 'websocket', dir: 'sent', payload: '2' });
    }
  };
  add(100);
  for (const chunk of log.unsaved()) log.markSaved(chunk);
  add(5000);
  const sealed = log.unsaved();
  expect(log.unsavedEntries).toBe(5000);
  for (const chunk of sealed) log.markSaved(chunk);
  expect(log.unsavedEntries).toBe(0);
  expect(log.unsaved()).toEqual([]);
});
