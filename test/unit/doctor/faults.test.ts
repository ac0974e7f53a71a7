import { expect, test } from 'vitest';
import { asked, findingsIn, namesIn, UP_BY_WEBSOCKET } from './diagnose.ts';

const only = asked({ transports: ['websocket'] });
const withheld = `
   25000ms < 2
   25000ms client withheld {"packet":"pong"}`;
const on = '100ms user fault {"fault":"withhold-heartbeat","amount":1}';
const lost = '45000ms close #1000 1005\n45001ms client close {"reason":"transport close"}';

test('a ping timeout that the person brought about is not the network’s', () => {
  const [finding, ...others] = findingsIn(only, UP_BY_WEBSOCKET, on, withheld, lost);
  expect(finding).toMatchObject({ rule: 'by-fault', severity: 'warning', certainty: 'certain' });
  expect(finding?.cause).toBe('You withheld the pongs, and the server ended the session: a ping timeout.');
  expect(finding?.evidence.map(({ words }) => words)).toEqual(['the fault, and what was withheld', 'the loss']);
  expect(others).toEqual([]);
});

test('where the fault ended in time, the loss has another cause', () => {
  const off = '26000ms user fault_end {"fault":"withhold-heartbeat","why":"by hand"}\n26000ms > 3';
  expect(namesIn(only, UP_BY_WEBSOCKET, on, withheld, off, lost)).not.toContain('by-fault certain');
});

test('a dropped transport and a closed engine are the person’s doing, and only at once', () => {
  const drop = '1000ms user fault {"fault":"drop-transport"}';
  const told = '1001ms client close {"reason":"transport close","description":"dropped by a fault"}';
  expect(findingsIn(only, UP_BY_WEBSOCKET, drop, told)[0]?.cause).toBe('You dropped the transport.');
  expect(namesIn(only, UP_BY_WEBSOCKET, drop, lost)).not.toContain('by-fault certain');
});

test('an upgrade that a fault refuses is no failure', () => {
  const refused =
    '20ms client upgrade_error {"message":"probe error: Error: the upgrade is refused by a fault","type":"TransportError"}';
  expect(namesIn(only, UP_BY_WEBSOCKET, refused)).toEqual([]);
});
