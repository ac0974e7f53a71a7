import type { Socket } from 'socket.io';
import type { GenericSchema, InferOutput } from 'valibot';
import { safeParse } from 'valibot';

/** Answers the client's acknowledgement; does nothing when the client asked for none. */
export type Reply = (answer: unknown) => void;

/** The Engine.IO connection below a socket. */
export type Connection = Socket['conn'];

/** Parts what a client sent into its arguments and the acknowledgement it asked for, if any. */
export function partAck(args: readonly unknown[]): { readonly given: readonly unknown[]; readonly ack?: AckOf } {
  const last = args.at(-1);
  return isAck(last) ? { given: args.slice(0, -1), ack: last } : { given: args };
}

type AckOf = (...answer: readonly unknown[]) => void;

function isAck(value: unknown): value is AckOf {
  return typeof value === 'function';
}

/**
 * Listens to `event` and hands on its first argument once it fits `schema`. Anything else is answered with
 * `{ error }`, or with a `problem` event where the client asked for no acknowledgement.
 */
export function onEvent<Schema extends GenericSchema>(
  socket: Socket,
  event: string,
  schema: Schema,
  answer: (argument: InferOutput<Schema>, reply: Reply) => void,
): void {
  socket.on(event, (...args: readonly unknown[]) => {
    const { given, ack } = partAck(args);
    const checked = safeParse(schema, given[0]);
    if (checked.success) return answer(checked.output, (value) => ack?.(value));
    const error = `${event}: ${checked.issues[0].message}`;
    if (ack) ack({ error });
    else socket.emit('problem', { event, error });
  });
}
