import { utf8Length } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { readArguments } from '../../protocol/socketio/binary-json.ts';
import { encodeEvent } from '../../protocol/socketio/encode-v5.ts';

/** Reserved by the client (socket.io-client 4.8, `RESERVED_EVENTS`): it throws on them. */
const RESERVED = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];

/** Socket.IO servers drop a packet that announces more (socket.io-parser 4.2.6). */
export const MOST_ATTACHMENTS = 10;

/** What will cross: the frame's exact text, and its size with the attachments. */
export type Frame = { readonly text: string; readonly sizeBytes: number; readonly attachments: number };

/** The frame that a draft makes, or a sentence with the place of what is wrong with it. */
export function frameOf(event: string, argsText: string, nsp: string, id: number | undefined): Result<Frame, string> {
  if (event === '') return fail('Event: a name is missing.');
  if (RESERVED.includes(event)) return fail(`Event: ${event} is reserved by Socket.IO; choose another name.`);
  const args = readArguments(argsText.trim() === '' ? '[]' : argsText);
  if (!args.ok) {
    const { line, column, message } = args.error;
    return fail(`Arguments, line ${line}, column ${column}: ${message}.`);
  }
  const { text, attachments } = encodeEvent({ nsp, id, args: [event, ...args.value] });
  const binaryBytes = attachments.reduce((sum, bytes) => sum + bytes.length, 0);
  // 4 is the Engine.IO type `message`, which carries every Socket.IO packet.
  const frame = `4${text}`;
  return ok({ text: frame, sizeBytes: utf8Length(frame) + binaryBytes, attachments: attachments.length });
}

/** Why the frame may not arrive; undefined where nothing speaks against it. */
export function frameWarning({ sizeBytes, attachments }: Frame, limitBytes: number | undefined): string | undefined {
  if (limitBytes !== undefined && sizeBytes > limitBytes) {
    return 'Larger than the server takes: it would close the connection.';
  }
  if (attachments > MOST_ATTACHMENTS) {
    return `${attachments} attachments: servers take at most ${MOST_ATTACHMENTS} and drop the packet.`;
  }
  return undefined;
}
