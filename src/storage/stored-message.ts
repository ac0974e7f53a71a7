import type { Message } from '../replay/message.ts';

export type SavedMessage = {
  /** UUIDv7. */
  readonly id: string;
  readonly name: string;
  /** In no folder where undefined. */
  readonly folder?: string;
  /** Orders the messages of a folder. */
  readonly place: number;
  readonly message: Message;
};

export type MessageFolder = { readonly id: string; readonly name: string; readonly place: number };

/** What was emitted from the composer, as it was typed. */
export type SentMessage = {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly url: string;
  readonly message: Message;
};
