import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { TOKEN } from './headers.ts';

/** WebSocket subprotocols, separated by commas. The WebSocket throws on what is refused here. */
export function readProtocols(typed: string): Result<readonly string[], string> {
  const names = typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const odd = names.findIndex((name) => !TOKEN.test(name));
  if (odd >= 0) return fail(`WebSocket subprotocols: number ${odd + 1} has a character that cannot stand in a name.`);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  return twice >= 0 ? fail(`WebSocket subprotocols: number ${twice + 1} stands there twice.`) : ok(names);
}

const HASH_DIGITS = 64;
/** openssl writes it before the hash. */
const FINGERPRINT = /sha-?256(\s+fingerprint)?\s*[=:]/gi;

/** SHA-256 hashes, separated by commas or blanks; each comes back as 64 small hexadecimal digits. */
export function readHashes(typed: string): Result<readonly string[], string> {
  const hashes = typed
    .replace(FINGERPRINT, ' ')
    .split(/[\s,]+/)
    .map((hash) => hash.replaceAll(':', '').toLowerCase())
    .filter((hash) => hash !== '');
  for (const [i, hash] of hashes.entries()) {
    const stray = /[^0-9a-f]/.exec(hash);
    if (stray) return fail(`Certificate hashes: “${stray[0]}” in number ${i + 1} is not a hexadecimal digit.`);
    if (hash.length !== HASH_DIGITS) {
      return fail(`Certificate hashes: number ${i + 1} has ${hash.length} digits; SHA-256 has ${HASH_DIGITS}.`);
    }
  }
  return ok([...new Set(hashes)]);
}
