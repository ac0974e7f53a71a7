// 32 bits: two values that differ are taken for equal once in four thousand million; where one is looked at, its text tells.

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

const bits = new DataView(new ArrayBuffer(8));

export function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

export function hashText(text: string): number {
  let hash = OFFSET;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return mix(hash >>> 0, text.length);
}

export function hashBytes(bytes: Uint8Array): number {
  let hash = OFFSET;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), PRIME);
  return mix(hash >>> 0, bytes.length);
}

/** Of numbers that are equal alike, so also of both zeros. */
export function hashNumber(value: number): number {
  bits.setFloat64(0, value + 0);
  return mix(bits.getUint32(0), bits.getUint32(4));
}
