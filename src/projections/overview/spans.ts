import { times, wholes } from './column.ts';

/** What happened at a moment each: when, and in which entry. */
export class Moments {
  readonly at = times();
  readonly seq = wholes();

  get length(): number {
    return this.at.length;
  }

  add(at: number, seq: number): void {
    this.at.push(at);
    this.seq.push(seq);
  }
}

/** What lasted: its starts ascend, its ends are NaN while it lasts. */
export class Spans {
  readonly start = times();
  readonly end = times();
  /** The entry that began it. */
  readonly seq = wholes();
  readonly flag = wholes();

  get length(): number {
    return this.start.length;
  }

  add(start: number, seq: number, end = NaN, flag = 0): number {
    this.start.push(start);
    this.end.push(end);
    this.seq.push(seq);
    this.flag.push(flag);
    return this.length - 1;
  }

  isOpen(index: number): boolean {
    return Number.isNaN(this.end.at(index));
  }

  close(index: number, at: number, flag = this.flag.at(index)): void {
    this.end.set(index, at);
    this.flag.set(index, flag);
  }

  dropLast(): void {
    for (const column of [this.start, this.end, this.seq, this.flag]) column.pop();
  }
}
