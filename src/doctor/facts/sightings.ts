import type { Entry } from '../../session/entry.ts';

const KEPT = 4;

/** How often something was seen, and the first rows that show it. */
export class Sightings {
  count = 0;
  firstAt = 0;
  lastAt = 0;
  readonly seqs: number[] = [];

  see({ seq, event }: Entry): void {
    if (this.count === 0) this.firstAt = event.at;
    this.count++;
    this.lastAt = event.at;
    if (this.seqs.length < KEPT) this.seqs.push(seq);
  }

  clear(): void {
    this.count = 0;
    this.seqs.length = 0;
  }
}
