import { expect, test } from 'vitest';
import { EventIndex } from '../../../src/projections/shelf/event-index.ts';
import { TimelineIndex } from '../../../src/projections/shelf/timeline-index.ts';
import { Timeline } from '../../../src/projections/timeline.ts';
import { draw } from '../../draw.ts';
import { entriesOf, spoken } from '../projections/fold.ts';

const DRAWN = `
   1ms > GET #1 http://host/socket.io/?EIO=4&transport=polling
   4ms < 200 #1 42["chat","a"]␞42["chat","b"]␞40{"sid":"b"}
   5ms > 420["ask",1]
   6ms < 430["chat"]
   7ms < 42["chat","c"]
   8ms [1 auto] < 42["check"]
   9ms < 42["chat","d"]
  10ms < 451-["file",{"_placeholder":true,"num":0}]
  11ms < hex 01 02
  12ms client chat {}
`;

function indexed(drawn: string) {
  const index = new EventIndex();
  for (const entry of entriesOf(draw(drawn))) index.step(entry);
  return index;
}

test('each event is counted, with its first entries', () => {
  const index = indexed(DRAWN);
  expect(index.entries).toBe(10);
  expect(index.view()).toMatchObject([
    {
      name: 'chat',
      count: 4,
      hits: [
        { seq: 1, part: 1, at: 4, direction: 'received', title: 'chat', text: '"a"', marks: [] },
        { seq: 1, part: 2, text: '"b"' },
        { seq: 4, text: '"c"' },
      ],
    },
    { name: 'ask', count: 1, hits: [{ seq: 2, direction: 'sent', text: '1' }] },
    { name: 'file', count: 1 },
  ]);
});

test('a session in memory says the same, however often it is asked while it grows', async () => {
  const entries = entriesOf(draw(DRAWN));
  const timeline = new Timeline();
  const source = {
    timeline,
    protocols: spoken(),
    read: (seq: number) => Promise.resolve(entries[seq]?.event),
  };
  const index = new TimelineIndex(source);
  for (const [i, entry] of entries.entries()) {
    timeline.step(entry);
    if (i % 3 === 0) await index.view();
  }
  expect(await index.view()).toEqual(indexed(DRAWN).view());
});

test('of thousands of names, entries are kept of the first ones only', () => {
  const drawn = Array.from({ length: 300 }, (_, i) => `${i}ms < 42["e${i}"]`).join('\n');
  const events = indexed(drawn).view();
  expect(events.length).toBe(300);
  expect(events.filter(({ hits }) => hits.length > 0).length).toBe(200);
});
