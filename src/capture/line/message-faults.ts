import { attachmentsOf, isRaw, shownMessage, type OutgoingPacket } from './outgoing-packets.ts';

export type MessageFault = 'lose' | 'duplicate';

/** What the fault did to one message, for the log. */
export type MessageNote = { readonly fault: MessageFault; readonly message: Readonly<Record<string, unknown>> };

/**
 * Loses or doubles whole messages: one with attachments is several packets, which the client may hand over in several
 * goes.
 */
export class MessageFaults {
  readonly #take: () => MessageFault | undefined;
  readonly #onnote: (note: MessageNote) => void;
  #fault: MessageFault | undefined;
  #attachmentsLeft = 0;
  #copy: OutgoingPacket[] = [];

  /** `take` says what is to be done with the next message, and counts it. */
  constructor(take: () => MessageFault | undefined, onnote: (note: MessageNote) => void) {
    this.#take = take;
    this.#onnote = onnote;
  }

  /** Amid a message. */
  get isBusy(): boolean {
    return this.#attachmentsLeft > 0;
  }

  /** What goes out in place of `packet`, in order. */
  pass(packet: OutgoingPacket): readonly OutgoingPacket[] {
    if (packet.type !== 'message' || isRaw(packet)) return [packet];
    if (this.#attachmentsLeft > 0) this.#attachmentsLeft--;
    else this.#begin(packet);
    switch (this.#fault) {
      case 'lose':
        return [];
      case 'duplicate':
        this.#copy.push(packet);
        return this.#attachmentsLeft > 0 ? [packet] : [packet, ...this.#copy];
      case undefined:
        return [packet];
    }
  }

  #begin(packet: OutgoingPacket): void {
    this.#fault = this.#take();
    this.#attachmentsLeft = attachmentsOf(packet);
    this.#copy = [];
    if (this.#fault) this.#onnote({ fault: this.#fault, message: shownMessage(packet) });
  }
}
