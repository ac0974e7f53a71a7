import { readServerUrl } from '../../../capture/server-url.ts';

/** "localhost:3000", or what has been typed of it. */
export function tabName(typedUrl: string, practiceUrl: string | undefined): string {
  const typed = typedUrl.trim();
  if (typed === '') return 'New connection';
  const read = readServerUrl(typed);
  if (!read.ok) return typed;
  const { origin } = read.value;
  const host = origin.replace(/^\w+:\/\//, '');
  return origin === practiceUrl?.replace(/\/$/, '') ? `${host}, practice` : host;
}
