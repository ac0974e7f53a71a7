import { inside, replaceInside } from './line/inside.ts';

/** An event of the server that asks for an acknowledgement. */
export type Question = {
  readonly nsp: string;
  readonly id: number;
  readonly event: string;
  /** Its attachments came in frames of their own, after it. */
  readonly isBinary: boolean;
};

const BINARY_EVENT = 5;

/** Tells each as soon as the client has read it, and its listeners have run (socket.io-client 4.8 and 2.5, `onevent`). */
export function hearQuestions(socket: object, nsp: string, onquestion: (question: Question) => void): void {
  // A client that is left and joined again keeps its socket.
  if (Object.hasOwn(socket, 'onevent')) return;
  replaceInside(socket, 'onevent', (onevent, packet) => {
    const question = questionIn(packet, nsp);
    onevent(packet);
    if (question) onquestion(question);
  });
}

function questionIn(packet: unknown, nsp: string): Question | undefined {
  if (typeof packet !== 'object' || packet === null) return undefined;
  const id = inside(packet, 'id');
  const args = inside(packet, 'data');
  if (typeof id !== 'number' || !Array.isArray(args)) return undefined;
  return { nsp, id, event: String(args[0]), isBinary: inside(packet, 'type') === BINARY_EVENT };
}
