import { expect, test } from 'vitest';
import { openAnnouncements } from '../../../src/storage/announce.ts';

test('other tabs hear of a change, the teller does not, and strange messages are passed over', async () => {
  const heardHere: string[] = [];
  const here = openAnnouncements({
    onchange: (key) => heardHere.push(key),
    onprofiles: () => heardHere.push('profiles'),
  });
  const heard: string[] = [];
  const arrived = new Promise<void>((resolve) => {
    const there = openAnnouncements({
      onchange(key) {
        heard.push(key);
        if (key !== 'b') return;
        there.close();
        resolve();
      },
      onprofiles: () => heard.push('profiles'),
    });
  });
  const newer = new BroadcastChannel('sockscope');
  here.tell('a');
  newer.postMessage('hello');
  newer.postMessage({ changed: 7 });
  newer.postMessage(null);
  here.tellProfiles();
  here.tell('b');
  await arrived;
  expect(heard).toEqual(['a', 'profiles', 'b']);
  expect(heardHere).toEqual([]);
  here.close();
  newer.close();
});
