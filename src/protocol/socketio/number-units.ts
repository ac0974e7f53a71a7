export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** What JavaScript's `Number` skips: ECMA-262 white space (with Unicode's Zs) and line terminators. */
export function isBlank(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x1680) return unit === 0xa0;
  if (unit >= 0x2000 && unit <= 0x200a) return true;
  switch (unit) {
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202f:
    case 0x205f:
    case 0x3000:
    case 0xfeff:
      return true;
    default:
      return false;
  }
}
