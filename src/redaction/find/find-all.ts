import type { KeyNames } from '../key-names.ts';
import { PSEUDONYM_SHAPE } from '../pseudonyms.ts';
import { findAddresses } from './addresses.ts';
import { findCards, isCardLike } from './cards.ts';
import { findEmails } from './e-mail.ts';
import type { Sighting } from '../secrets.ts';
import type { OnFound } from './found.ts';
import * as hint from './hints.ts';
import { findJwts, findPrivateKeys, findSchemes, findTokenShapes } from './tokens.ts';
import { findPairs, findUrlCredentials } from './values.ts';

const LONGEST_SHAPE = 16_384;

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

/** The kind that all of `text` is by its shape; undefined where it has none, or only in part. */
export function shapeOf(text: string): Sighting['kind'] | undefined {
  if (isCardLike(text)) return 'card-like';
  let kind: Sighting['kind'] | undefined;
  const take: OnFound = (start, end, sighting) => {
    if (start === 0 && end === text.length) kind = sighting.kind;
  };
  if (text.length > LONGEST_SHAPE) return undefined;
  if (text.startsWith('eyJ')) findJwts(text, take);
  else if (text.includes('@')) findEmails(text, take);
  else if (/^[\da-fA-F:.]+$/.test(text)) findAddresses(text, take);
  return kind;
}
