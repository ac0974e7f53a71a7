import type { Gate, Timing } from '../../replay/rules.ts';
import type { OutgoingEvent } from '../connection.ts';

/** What is to be sent as a step, or why it is not. */
export type Cue =
  | { readonly kind: 'say'; readonly outgoing: Omit<OutgoingEvent, 'onack'> }
  /** Until an answer or an event brings what it says. */
  | { readonly kind: 'wait'; readonly why: string }
  | { readonly kind: 'never'; readonly why: string };

/** What a player plays, and who hears what becomes of it. Steps count over all loops, from 0. */
export type Script = {
  readonly total: number;
  readonly stepsInLoop: number;
  readonly timing: Timing;
  readonly gates: readonly Gate[];
  /** How long a step may wait for a value, in ms. */
  readonly patienceMs: number;
  /** In ms after the loop's first step; undefined where no clock decides. */
  dueAfterMs(index: number): number | undefined;
  cue(index: number): Promise<Cue>;
  /** Just before it is sent. */
  onsend(index: number, at: number, outgoing: Omit<OutgoingEvent, 'onack'>): void;
  /** Its answer, undefined where none came in time. The step counts as answered when this is done. */
  onanswer(index: number, args: readonly unknown[] | undefined, at: number): Promise<void>;
  onevent(nsp: string, event: string, args: readonly unknown[], at: number): void;
  /** Whether events may still come that belong to it; asked when all is sent and answered. */
  isWaitingForEvents(at: number): boolean;
  /** The player's state is another. */
  onchange(): void;
};
