import { Carried, Filled, Variable, type KnownLater, type Script } from './script.ts';

/** Where a program finds a variable: `user.id` as USER_ID. */
export function environmentName(name: string): string {
  const words = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return `SOCKET_${words === '' ? 'VARIABLE' : words.toUpperCase()}`;
}

/** Names of the variables that the steps hold, each once. */
export function variablesIn({ steps }: Script): readonly string[] {
  const names = new Set<string>();
  for (const { args } of steps) eachLater(args, (known) => known instanceof Variable && names.add(known.name));
  return [...names];
}

/** The steps whose answers later ones carry on. */
export function carriedSteps({ steps }: Script): ReadonlySet<number> {
  const carried = new Set<number>();
  for (const { args, ack } of steps)
    eachLater([args, ack], (known) => known instanceof Carried && carried.add(known.step));
  return carried;
}

export function isCarrying(value: unknown): boolean {
  let isIt = false;
  eachLater(value, (known) => (isIt ||= known instanceof Carried));
  return isIt;
}

function eachLater(value: unknown, visit: (known: KnownLater) => void): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if (value instanceof Variable || value instanceof Carried) visit(value);
  else for (const part of value instanceof Filled ? value.pieces : Object.values(value)) eachLater(part, visit);
}

/** Those that the environment gives; the others begin with $ and are drawn by the program. */
export function isFromEnvironment(name: string): boolean {
  return !name.startsWith('$');
}
