import type { KeyNames } from '../key-names.ts';
import { PSEUDONYM_SHAPE } from '../pseudonyms.ts';
import { findAddresses } from './addresses.ts';
import { findCards } from './cards.ts';
import { findEmails } from './e-mail.ts';
import type { OnFound } from './found.ts';
import * as hint from './hints.ts';
import { findJwts, findPrivateKeys, findSchemes, findTokenShapes } from './tokens.ts';
import { findPairs, findUrlCredentials } from './values.ts';

/** What a name, a scheme or a place in a URL gives away. */
export function findNamed(text: string, hints: number, names: KeyNames, onfound: OnFound): void {
  if (hints & hint.AT_SIGN && text.includes('://')) findUrlCredentials(text, onfound);
  if (hints & hint.PAIR) findPairs(text, names, onfound);
  if (hints & hint.SCHEME) findSchemes(text, onfound);
  if (hints & hint.DASHES) findPrivateKeys(text, onfound);
}

/** What gives itself away by its shape. `taken` gets what looks like one of our names. */
export function findShapes(text: string, hints: number, taken: Set<string>, onfound: OnFound): void {
  if (hints & hint.NUMBERED) for (const [name] of text.matchAll(PSEUDONYM_SHAPE)) taken.add(name);
  // What is encoded is looked at when it is decoded; here the digits of its code would pass for a part of something.
  const bare = hints & hint.PERCENT ? text.replace(/%[\da-fA-F]{2}/g, '\0\0\0') : text;
  if (hints & hint.LONG_WORD) {
    findJwts(bare, onfound);
    findTokenShapes(bare, onfound);
  }
  if (hints & hint.AT_SIGN) findEmails(bare, onfound);
  if (hints & hint.LONG_NUMBER) findCards(bare, onfound);
  if (hints & (hint.DOTTED_DIGITS | hint.HEX_COLONS)) findAddresses(bare, onfound);
}
