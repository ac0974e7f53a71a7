type Signature = { readonly type: string; readonly at?: number; readonly starts: string };

/** First bytes as Latin-1 text, after the formats' own documents. */
const SIGNATURES: readonly Signature[] = [
  { type: 'image/png', starts: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', starts: '\xff\xd8\xff' },
  { type: 'image/gif', starts: 'GIF87a' },
  { type: 'image/gif', starts: 'GIF89a' },
  { type: 'image/webp', at: 8, starts: 'WEBP' },
  { type: 'image/avif', at: 4, starts: 'ftypavif' },
  { type: 'image/avif', at: 4, starts: 'ftypavis' },
  { type: 'application/pdf', starts: '%PDF-' },
  { type: 'application/zip', starts: 'PK\x03\x04' },
  { type: 'application/gzip', starts: '\x1f\x8b\x08' },
  { type: 'application/wasm', starts: '\0asm' },
  { type: 'audio/ogg', starts: 'OggS' },
  { type: 'audio/wav', at: 8, starts: 'WAVE' },
  { type: 'audio/mpeg', starts: 'ID3' },
  { type: 'video/webm', starts: '\x1a\x45\xdf\xa3' },
  { type: 'video/mp4', at: 4, starts: 'ftyp' },
];

const IMAGES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
/** Enough for a prologue, a comment and the first tag. */
const LOOKED_AT = 1024;

/** What the bytes are by their beginning; undefined where it says nothing. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, LOOKED_AT));
  const known = SIGNATURES.find(({ at = 0, starts }) => start.startsWith(starts, at));
  if (known) return known.type;
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(
    start,
  )
    ? 'image/svg+xml'
    : undefined;
}

/** One that may be drawn. SVG is a document that could bring its own content, and is shown as text. */
export function isPicture(type: string | undefined): boolean {
  return type !== undefined && IMAGES.has(type);
}

export function fileEndOf(type: string | undefined): string {
  const end = type?.split('/')[1]?.replace('svg+xml', 'svg').replace('jpeg', 'jpg');
  return end ?? 'bin';
}
