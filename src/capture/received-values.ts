/**
 * What a client hands to its listeners, with all bytes as `Uint8Array`: as buffers they come from one parser and as views
 * of several kinds from others. Deeper than `depth` nobody looks.
 */
export function receivedValues(values: readonly unknown[]): readonly unknown[] {
  return values.map((value) => received(value, 500));
}

function received(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value)) return value.map((element) => received(element, depth - 1));
  // Unlike assigning, this keeps `__proto__` a member.
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, received(member, depth - 1)]));
}
