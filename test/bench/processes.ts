import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 100;
const KB = 1024;
// `USER_HZ`, the same on every Linux that this is likely to run on.
const TICKS_A_SECOND = 100;

/** Of a process and all that descend from it, in bytes; what several of them share counts once (PSS). Linux alone. */
export function memoryOf(pid: number): number {
  let bytes = 0;
  for (const each of familyOf(pid)) bytes += ownMemory(each);
  return bytes;
}

/** Of a process and all that descend from it and live: on a busy machine this says more than the clock. */
export function processorSecondsOf(pid: number): number {
  let ticks = 0;
  for (const each of familyOf(pid)) {
    const fields = statOf(String(each));
    ticks += Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0);
  }
  return ticks / TICKS_A_SECOND;
}

/** The most that a process and its descendants take while this watches. */
export class MemoryWatch {
  readonly #timer: NodeJS.Timeout;
  #most = 0;

  constructor(pid: number) {
    const sample = () => (this.#most = Math.max(this.#most, memoryOf(pid)));
    sample();
    this.#timer = setInterval(sample, SAMPLE_MS);
  }

  end(): number {
    clearInterval(this.#timer);
    return this.#most;
  }
}

function familyOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (const each of family) family.push(...(children.get(each) ?? []));
  return family;
}

function parentOf(pid: string): number | undefined {
  const fields = statOf(pid);
  return fields && Number(fields[1]);
}

/** From the third field on: the second is the program's name in parentheses, which may hold anything. */
function statOf(pid: string): readonly string[] | undefined {
  return readOf(pid, 'stat')?.split(') ').at(-1)?.split(' ');
}

function ownMemory(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readOf(String(pid), 'smaps_rollup') ?? '')?.[1];
  return Number(kilobytes ?? 0) * KB;
}

/** Undefined where the process has ended meanwhile. */
function readOf(pid: string, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
