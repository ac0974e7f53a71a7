export function strHeader(length: number): Uint8Array {
  return length < 32 ? Uint8Array.of(0xa0 | length) : sized(0xd9, length);
}

export function binHeader(length: number): Uint8Array {
  return sized(0xc4, length);
}

export function extHeader(length: number, type: number): Uint8Array {
  const header = sized(0xc7, length);
  return Uint8Array.of(...header, type);
}

/** A number from its digits, as an integer wherever it is one. */
export function packNumber(digits: string): Uint8Array {
  if (!/^\d{1,19}$/.test(digits)) return float(Number(digits));
  const value = BigInt(digits);
  if (value < 0x80n) return Uint8Array.of(Number(value));
  if (value < 0x1_0000_0000n) return sized(0xcc, Number(value));
  const bytes = new Uint8Array(9);
  bytes[0] = 0xcf;
  new DataView(bytes.buffer).setBigUint64(1, value);
  return bytes;
}

function float(value: number): Uint8Array {
  const bytes = new Uint8Array(9);
  bytes[0] = 0xcb;
  new DataView(bytes.buffer).setFloat64(1, value);
  return bytes;
}

/** `first` for one byte, the next two marks for two and four. */
function sized(first: number, value: number): Uint8Array {
  const bytes = new Uint8Array(value < 0x100 ? 2 : value < 0x1_0000 ? 3 : 5);
  bytes[0] = first + (bytes.length === 2 ? 0 : bytes.length === 3 ? 1 : 2);
  for (let i = bytes.length - 1, rest = value; i > 0; i--, rest = Math.floor(rest / 0x100)) bytes[i] = rest & 0xff;
  return bytes;
}
