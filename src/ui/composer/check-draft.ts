import { ok, fail, type Result } from '../../base/result.ts';
import { positionOf } from '../../protocol/json.ts';
import { readArguments } from '../../protocol/socketio/binary-json.ts';
import { withStandIns } from '../../replay/template.ts';
import type { Message } from '../../replay/message.ts';
import { formatBytes, formatPlural } from '../format.ts';
import { framesOf, type Frames, type Pack, type Speech } from './preflight/frames.ts';
import { lossesIn } from './preflight/losses.ts';
import { isReserved } from './preflight/reserved.ts';

/** Socket.IO servers close a connection that announces more (socket.io-parser 4.2 and 3.4). */
export const MOST_ATTACHMENTS = 10;

/** Beyond this a text is read once for its flaws, and no more for what it loses. */
const LONGEST_SEARCHED = 200_000;

/** What is wrong, in a sentence that names the field and the place. Offsets are those of the typed arguments. */
export type Flaw = { readonly sentence: string; readonly from?: number; readonly to?: number };

/** What would be sent, and what speaks against it. */
export type Checked = {
  /** Absent while the encoder is on its way. */
  readonly frames?: Frames;
  /** Certain to fail, yet a way to test a server: it is sent when asked for a second time. */
  readonly doubt?: string;
  readonly warnings: readonly Flaw[];
};

/** What is to be sent, with its variables filled; and the arguments as they were typed. */
export type Composed = {
  readonly message: Message;
  readonly typedArgs: string;
  /** The acknowledgement's; undefined where none is asked for. */
  readonly id: number | undefined;
};

/** Nothing that fails here may be sent. */
export function checkDraft(
  { message, typedArgs, id }: Composed,
  speech: Speech,
  limitBytes: number | undefined,
  pack?: Pack,
): Result<Checked, Flaw> {
  const { event, nsp, isCompressed } = message;
  if (event === '') return fail({ sentence: 'Event: a name is missing.' });
  if (isReserved(event, speech.protocol)) {
    return fail({ sentence: `Event: ${event} is reserved by Socket.IO; choose another name.` });
  }
  const args = readArguments(argumentsOrNone(message.args));
  if (!args.ok) return fail(argumentsFlaw(typedArgs, args.error.message));
  const frames = framesOf({ nsp, id, args: [event, ...args.value] }, isCompressed, speech, pack);
  const doubt = frames && doubtOf(frames, speech, limitBytes);
  return ok({
    ...(frames ? { frames } : {}),
    ...(doubt === undefined ? {} : { doubt }),
    warnings: warningsOf(typedArgs, speech, frames),
  });
}

/** An empty field is no argument at all. */
export function argumentsOrNone(text: string): string {
  return text.trim() === '' ? '[]' : text;
}

/** Where a template is flawed itself, that is the place; else its variables have made it so. */
function argumentsFlaw(typed: string, message: string): Flaw {
  const template = readArguments(argumentsOrNone(withStandIns(typed)));
  if (template.ok) return { sentence: `Arguments, with the variables filled in: ${message}.` };
  const { offset, line, column, message: why } = template.error;
  return { sentence: `Arguments, line ${line}, column ${column}: ${why}.`, from: offset, to: offset + 1 };
}

function doubtOf(
  { largestBytes, attachments }: Frames,
  { isPolling }: Speech,
  limitBytes = Infinity,
): string | undefined {
  if (largestBytes > limitBytes) {
    const what = isPolling ? 'packet' : attachments.length > 0 ? 'frame' : 'message';
    const sizes = `${formatBytes(largestBytes)} in one ${what}, and the server takes ${formatBytes(limitBytes)}`;
    return `Arguments: ${sizes}: it would close the connection.`;
  }
  if (attachments.length > MOST_ATTACHMENTS) {
    const count = formatPlural(attachments.length, 'attachment');
    return `Arguments: ${count}, and servers take ${MOST_ATTACHMENTS}: they would close the connection.`;
  }
  return undefined;
}

function warningsOf(typed: string, { parser }: Speech, frames: Frames | undefined): readonly Flaw[] {
  if (typed.length > LONGEST_SEARCHED) return [];
  const json = withStandIns(typed);
  return lossesIn(json, parser, (frames?.attachments.length ?? 0) > 0).map(({ from, to, message }) => {
    const { line, column } = positionOf(json, from);
    return { sentence: `Arguments, line ${line}, column ${column}: ${message}.`, from, to };
  });
}
