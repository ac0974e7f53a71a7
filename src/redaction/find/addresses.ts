import type { OnFound } from './found.ts';

const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d]|\.\d)/g;
const IPV6 = /(?<![\w:.])[\da-fA-F:]{6,45}(?![\w:])/g;
/** `Chrome/156.0.0.0`, `v="1.2.3.4"`, `ver=1.2.3.4`, `"appVersion": "1.2.3.4`. */
const VERSION_BEFORE = /(?:[A-Za-z]\/|(?:\bv|\bver|version)[\s=:"'\\]{0,4})$/i;

/** IPv4 and IPv6 addresses that may lead to somebody. */
export function findAddresses(text: string, onfound: OnFound): void {
  for (const { 0: value, index } of text.matchAll(IPV4)) {
    const octets = value.split('.').map(Number);
    if (octets.some((octet) => octet > 255) || VERSION_BEFORE.test(text.slice(Math.max(0, index - 14), index)))
      continue;
    if (!isNobodysV4(octets)) onfound(index, index + value.length, { value, kind: 'IP address' });
  }
  for (const { 0: raw, index } of text.matchAll(IPV6)) {
    // The colon of a sentence or a port behind it.
    const value = raw.endsWith(':') && !raw.endsWith('::') ? raw.slice(0, -1) : raw;
    if (isIpv6(value)) onfound(index, index + value.length, { value, kind: 'IP address' });
  }
}

/** This machine, networks, masks and everyone: no address of somebody. */
function isNobodysV4([a, , c, d]: readonly number[]): boolean {
  return a === 127 || a === 0 || a === 255 || (c === 0 && d === 0);
}

function isIpv6(value: string): boolean {
  const halves = value.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 1 ? groups.length === 8 : groups.length >= 3 && groups.length < 8;
}
