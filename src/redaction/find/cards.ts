import { luhnSum } from '../pseudonyms.ts';
import type { OnFound } from './found.ts';

const GROUPS = /(?<![\d.]|\d[ -])\d(?:[ -]?\d){11,18}(?![ -]?\d|\.\d)/g;

/** Numbers as cards have them: 12 to 19 digits that begin like a card's and pass Luhn's check, blanks or dashes between. */
export function findCards(text: string, onfound: OnFound): void {
  for (const { 0: raw, index } of text.matchAll(GROUPS)) {
    const digits = raw.replace(/\D/g, '');
    if (isCardLike(digits)) onfound(index, index + raw.length, { value: raw, kind: 'card-like' });
  }
}

/** 3 to 6, and the newer series of 2: all that card schemes use. */
function isCardLike(digits: string): boolean {
  if (!/^(?:[3456]\d{11,18}|2[2-7]\d{14})$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  return luhnSum(digits) % 10 === 0;
}
