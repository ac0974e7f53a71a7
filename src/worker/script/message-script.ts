import { fail, ok, type Result } from '../../base/result.ts';
import { Filled, Variable, type Script, type ScriptStep } from '../../exporters/code/script.ts';
import { readArguments } from '../../protocol/socketio/binary-json.ts';
import type { Message } from '../../replay/message.ts';
import { fillTemplate } from '../../replay/template.ts';
import type { ConnectionHeader } from '../../session/header.ts';
import type { StepSource } from '../replays/step-source.ts';
import { whyNot } from './sayable.ts';

/** What of a message a script says. */
type Sayable = Pick<Message, 'event' | 'nsp' | 'args' | 'expectAck'>;

/** What a prepared replay of messages is made of. */
export function messagesOf(source: StepSource): readonly Sayable[] {
  return Array.from({ length: source.plan.count }, (_, i) => {
    const { nsp, event, wantsAck } = source.plan.step(i);
    return { nsp, event, args: `[${source.template(i) ?? ''}]`, expectAck: wantsAck };
  });
}

/**
 * Saved messages as a script for `header`'s server. A variable by itself becomes JSON that stands for it, one in a text
 * becomes the same JSON inside of the text: both are found again in the values that are read.
 */
export function scriptOfMessages(
  name: string,
  messages: readonly Sayable[],
  header: Omit<ConnectionHeader, 'id' | 'namespaces'>,
): Result<{ readonly script: Script; readonly leftOut: readonly string[] }, string> {
  const steps: ScriptStep[] = [];
  const leftOut: string[] = [];
  for (const message of messages) {
    const args = argumentsOf(message);
    if (!args.ok) {
      leftOut.push(`${message.event}: ${args.error}`);
      continue;
    }
    const event = fillTemplate(message.event, () => undefined, 'text');
    if (!event.ok) {
      leftOut.push(`${message.event}: a name that is a variable can stand in no script`);
      continue;
    }
    const { nsp, expectAck: wantsAck } = message;
    // Whatever it is, an answer is what there is to wait for.
    steps.push({ nsp, event: event.value, args: args.value, wantsAck, atMs: 0, ...(wantsAck ? { ack: [] } : {}) });
  }
  const [flaw] = leftOut;
  if (steps.length === 0 && flaw !== undefined) return fail(`${flaw}.`);
  const { url, path, protocol, parser, transports } = header;
  const namespaces = [...new Set(steps.map(({ nsp }) => nsp))];
  const connection = { url, path, protocol, parser, transports, namespaces, query: [], authKeys: [] };
  return ok({ script: { name, connection, steps, answers: [], heard: [] }, leftOut });
}

function argumentsOf({ args }: Sayable): Result<readonly unknown[], string> {
  const filled = fillTemplate(args.trim() === '' ? '[]' : args, standIn, 'json');
  if (!filled.ok) return fail(filled.error.message);
  const read = readArguments(filled.value);
  if (!read.ok) return fail(`line ${read.error.line}, column ${read.error.column}: ${read.error.message}`);
  const why = whyNot(read.value);
  return why === undefined ? ok(read.value.map(withVariables)) : fail(why);
}

function standIn(name: string): string {
  return JSON.stringify({ $variable: name });
}

const STAND_IN = /\{"\$variable":"([^"\\]+)"\}/;

function withVariables(value: unknown): unknown {
  if (typeof value === 'string') return filledText(value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(withVariables);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === '$variable' && typeof first[1] === 'string') return new Variable(first[1]);
  return Object.fromEntries(entries.map(([name, member]) => [name, withVariables(member)]));
}

function filledText(text: string): string | Filled {
  // With a group in the separator, every second piece is a name.
  const pieces = text.split(STAND_IN);
  if (pieces.length === 1) return text;
  return new Filled(
    pieces.flatMap((piece, i): readonly (string | Variable)[] =>
      i % 2 === 1 ? [new Variable(piece)] : piece === '' ? [] : [piece],
    ),
  );
}
