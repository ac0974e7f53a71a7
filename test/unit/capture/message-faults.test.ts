import { expect, test } from 'vitest';
import { MessageFaults, type MessageFault } from '../../../src/capture/line/message-faults.ts';
import type { OutgoingPacket } from '../../../src/capture/line/outgoing-packets.ts';

function passing(faults: readonly (MessageFault | undefined)[], ...packets: readonly OutgoingPacket[]) {
  const left = [...faults];
  const notes: unknown[] = [];
  const messages = new MessageFaults(
    () => left.shift(),
    ({ message }) => notes.push(message),
  );
  const passed = packets.flatMap((packet) => messages.pass(packet)).map(({ data }) => data);
  return { passed, notes, isBusy: messages.isBusy };
}

const message = (data: unknown): OutgoingPacket => ({ type: 'message', data });
const HEADER = '52-["file",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]';
const [A, B] = [new ArrayBuffer(1), new ArrayBuffer(2)];

test('a message with attachments is lost whole, and nothing else with it', () => {
  const pong: OutgoingPacket = { type: 'pong' };
  expect(passing(['lose'], message(HEADER), pong, message(A), message(B), message('2["next"]'))).toEqual({
    passed: [undefined, '2["next"]'],
    notes: [{ text: HEADER }],
    isBusy: false,
  });
});

test('a doubled message comes again when all of it has gone out', () => {
  const { passed } = passing(['duplicate'], message(HEADER), message(A), message(B), message('2["next"]'));
  expect(passed).toEqual([HEADER, A, B, HEADER, A, B, '2["next"]']);
});

test('what a person typed is left alone, and counts for nothing', () => {
  const raw: OutgoingPacket = { type: 'message', data: 'x', options: { isRaw: true } };
  expect(passing(['lose'], raw, message('2["lost"]')).passed).toEqual(['x']);
});
