import type { Recorder } from '../recorder.ts';
import { LASTING_FAULTS, type FaultEnd, type FaultName, type FaultsOn, type LastingFault } from './fault.ts';
import { MessageFaults, type MessageNote } from './message-faults.ts';
import { isHeartbeat, isRaw, type OutgoingPacket } from './outgoing-packets.ts';

/** The faults of a connection that are on, and what they do to its packets; the log tells both. */
export class Faults {
  readonly #recorder: Recorder;
  readonly #onchange: () => void;
  readonly #amounts = new Map<LastingFault, number>();
  readonly #messages = new MessageFaults(
    () => this.#takeMessage(),
    (note) => this.#note(note),
  );

  constructor(recorder: Recorder, onchange: () => void) {
    this.#recorder = recorder;
    this.#onchange = onchange;
  }

  get on(): FaultsOn {
    return Object.fromEntries(this.#amounts);
  }

  amountOf(fault: LastingFault): number {
    return this.#amounts.get(fault) ?? 0;
  }

  /** Nothing is recorded where it is so already; 0 ends it. */
  set(fault: LastingFault, amount: number): void {
    if (amount === this.amountOf(fault)) return;
    if (amount === 0) return this.#end(fault, 'by hand');
    this.#amounts.set(fault, amount);
    this.record(fault, amount);
    this.#onchange();
  }

  endAll(why: FaultEnd): void {
    for (const fault of LASTING_FAULTS) if (this.#amounts.has(fault)) this.#end(fault, why);
  }

  /** That the person brought it about. */
  record(fault: FaultName, amount?: number): void {
    this.#act('fault', { fault, ...(amount === undefined ? {} : { amount }) });
  }

  /** What is left of `packets`; `onwithheld` hears of each heartbeat that is not. */
  pass(packets: readonly OutgoingPacket[], onwithheld: (packet: OutgoingPacket) => void): readonly OutgoingPacket[] {
    if (this.#amounts.size === 0 && !this.#messages.isBusy) return packets;
    return packets.flatMap((packet) => {
      if (!this.#amounts.has('withhold-heartbeat') || isRaw(packet) || !isHeartbeat(packet))
        return this.#messages.pass(packet);
      this.#report('withheld', { packet: packet.type });
      onwithheld(packet);
      return [];
    });
  }

  #end(fault: LastingFault, why: FaultEnd): void {
    this.#amounts.delete(fault);
    this.#act('fault_end', { fault, why });
    this.#onchange();
  }

  #takeMessage(): 'lose' | 'duplicate' | undefined {
    const fault = (['lose', 'duplicate'] as const).find((name) => this.#amounts.has(name));
    if (fault) this.#amounts.set(fault, this.amountOf(fault) - 1);
    return fault;
  }

  #note({ fault, message }: MessageNote): void {
    this.#report(fault === 'lose' ? 'lost' : 'duplicated', message);
    if (this.amountOf(fault) === 0) this.#end(fault, 'used up');
    else this.#onchange();
  }

  #act(action: string, detail: unknown): void {
    const { conn } = this.#recorder;
    this.#recorder.record({ kind: 'user', at: this.#recorder.now(), conn, action, detail });
  }

  #report(event: string, detail: unknown): void {
    const { conn } = this.#recorder;
    this.#recorder.record({ kind: 'client', at: this.#recorder.now(), conn, event, detail });
  }
}
