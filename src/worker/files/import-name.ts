import type { SessionHeader } from '../../session/header.ts';
import type { ImportedSession } from '../../importers/imported-session.ts';
import { PASTED_TEXT } from './pasted-text.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A session that has no name of its own is called as its file is; one that was pasted says when. `now`: ms since 1970. */
export function namedHeader(
  { header, isNameless }: Pick<ImportedSession, 'header' | 'isNameless'>,
  fileName: string,
  now: number,
): SessionHeader {
  if (isNameless !== true) return header;
  if (fileName === PASTED_TEXT) return { ...header, name: `${header.name}, pasted ${CLOCK.format(now)}` };
  const name = stemOf(fileName);
  return name === '' ? header : { ...header, name };
}

/** "customer-4471" of "customer-4471.har", "server.log.gz" without both of its endings. */
function stemOf(fileName: string): string {
  return fileName
    .replace(/\.gz$/i, '')
    .replace(/(?<=.)\.[\p{L}\p{N}]{1,8}$/u, '')
    .trim();
}
