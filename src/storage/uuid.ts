/**
 * UUID version 7 (RFC 9562, section 5.7), so that keys sort by creation. `now` in ms since the epoch; of the ten random
 * bytes six bits give way to version and variant.
 */
export function uuidv7(now: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 0x1_0000_0000));
  view.setUint32(2, now % 0x1_0000_0000);
  bytes.set(random.subarray(0, 10), 6);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** When a UUID of version 7 was made, in ms since the epoch; undefined for any other text. */
export function timeOfUuid(text: string): number | undefined {
  const [, high, low] = /^([\da-f]{8})-([\da-f]{4})-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.exec(text) ?? [];
  return high === undefined || low === undefined ? undefined : parseInt(high + low, 16);
}
