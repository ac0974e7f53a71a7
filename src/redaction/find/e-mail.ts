import type { OnFound } from './found.ts';

const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;
const LOCAL = /[\p{L}\p{N}._%+'!#$&*/=?^`{|}~-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
/** The last part of a domain is a word, unlike the version in `socket.io@4.8.1`. */
const ENDS_IN_WORD = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:\p{L}{2,}|xn--[\p{L}\p{N}-]+)/u;
/** Pseudonyms of an earlier redaction. */
const OURS = /^user-\d+@redacted\.example$/;

/** E-mail addresses, from each `@` outwards. */
export function findEmails(text: string, onfound: OnFound): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = localStart(text, at);
    if (start === at) continue;
    const [domain] = ENDS_IN_WORD.exec(domainAt(text, at + 1)) ?? [];
    if (domain === undefined) continue;
    const end = at + 1 + domain.length;
    const value = text.slice(start, end);
    if (!OURS.test(value)) onfound(start, end, { value, kind: 'e-mail' });
  }
}

function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < LONGEST_LOCAL && LOCAL.test(text.charAt(start - 1))) start--;
  // What belongs to a URL or to a sentence around it.
  const local = text.slice(start, at);
  const cut = Math.max(local.lastIndexOf('/'), local.lastIndexOf('='), local.lastIndexOf('&'), local.lastIndexOf('?'));
  start += cut + 1;
  while (start < at && /[.'`{|*]/.test(text.charAt(start))) start++;
  return start;
}

function domainAt(text: string, from: number): string {
  let end = from;
  while (end < text.length && end - from < LONGEST_DOMAIN && DOMAIN.test(text.charAt(end))) end++;
  return text.slice(from, end);
}
