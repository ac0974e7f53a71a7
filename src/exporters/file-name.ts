/** Names that Windows keeps for devices, whatever stands after the first dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

// At four UTF-8 bytes a character this stays, with the endings, below the 255 bytes of common file systems.
const LONGEST = 50;

type Form = { readonly compress: boolean; readonly format?: 'sockscope' | 'har' | 'page' };

export function exportFileName(sessionName: string, { compress, format = 'sockscope' }: Form): string {
  const end = { sockscope: `sockscope.ndjson${compress ? '.gz' : ''}`, har: 'har', page: 'html' }[format];
  return `${fileStem(sessionName)}.${end}`;
}

/** With -2, -3, … before its endings where one of the `taken` is called the same. */
export function distinctFileName(fileName: string, taken: readonly string[]): string {
  const [stem = '', ...ends] = fileName.split('.');
  let distinct = fileName;
  for (let i = 2; taken.includes(distinct); i++) distinct = [`${stem}-${i}`, ...ends].join('.');
  return distinct;
}

/** What a browser may save the session under, on any system: letters, digits and hyphens of its name. */
export function fileStem(sessionName: string): string {
  const words = sessionName
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u);
  const joined = words.filter((word) => word !== '').join('-');
  const slug = [...joined].slice(0, LONGEST).join('').replace(/-$/, '');
  return slug === '' ? 'session' : DEVICE.test(slug) ? `session-${slug}` : slug;
}
