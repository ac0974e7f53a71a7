// What the clients keep to themselves: in neither generation do their types tell of it, and it is the same in both
// (engine.io-client 6.6 and 3.5).

export function inside(object: object, name: string): unknown {
  return Reflect.get(object, name);
}

export function objectInside(object: object, name: string): object | undefined {
  const value: unknown = Reflect.get(object, name);
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** Does nothing where there is no such method. */
export function callInside(object: object, name: string, ...args: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(object, name);
  return typeof method === 'function' ? Reflect.apply(method, object, args) : undefined;
}

/** From here on `object` does `instead`, which gets the original. */
export function replaceInside(
  object: object,
  name: string,
  instead: (original: (...args: readonly unknown[]) => unknown, ...args: readonly unknown[]) => unknown,
): void {
  const method: unknown = Reflect.get(object, name);
  if (typeof method !== 'function') return;
  const original = (...args: readonly unknown[]): unknown => Reflect.apply(method, object, args);
  Reflect.set(object, name, (...args: readonly unknown[]) => instead(original, ...args));
}
