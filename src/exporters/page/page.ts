import { base64Encode, concatBytes } from '../../base/bytes.ts';

/** Stands near the beginning of every page, so that Sockscope knows its own when one is dropped on it. */
const PAGE_MARK = '<meta name="generator" content="Sockscope session page" />';
/** Where the session goes in a template. */
const SESSION_HERE = '<!-- session -->';
const TITLE = '<title>Sockscope session</title>';

// A multiple of 3, so that each line is base64 by itself.
const LINE_BYTES = 48 * 1024;

export type PageFacts = { readonly name: string; readonly entries: number };

/** Whether `text` is the built viewer, and not what a server answers where it has none. */
export function isPageTemplate(text: string): boolean {
  // The source of the viewer, which a dev server hands out, has no policy yet.
  return text.includes(PAGE_MARK) && text.includes(SESSION_HERE) && text.includes("script-src 'sha256-");
}

/** One HTML file that shows a session by itself. `file` is the session file, gzip-compressed, in pieces of any size. */
export async function* pageAround(
  template: string,
  file: AsyncIterable<Uint8Array>,
  { name, entries }: PageFacts,
): AsyncGenerator<string, void, void> {
  const at = template.indexOf(SESSION_HERE);
  if (at < 0) throw new Error('this template has no place for a session');
  const head = template.slice(0, at).replace(TITLE, () => `<title>${escaped(name)} · Sockscope</title>`);
  // Nothing that base64 consists of can end the element.
  yield `${head}<script type="application/x-sockscope" id="session" data-entries="${entries}">\n`;
  yield* base64Lines(file);
  yield `</script>${template.slice(at + SESSION_HERE.length)}`;
}

async function* base64Lines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < LINE_BYTES) continue;
    const bytes = concatBytes(waiting);
    const whole = size - (size % LINE_BYTES);
    for (let start = 0; start < whole; start += LINE_BYTES)
      yield `${base64Encode(bytes.subarray(start, start + LINE_BYTES))}\n`;
    waiting = [bytes.slice(whole)];
    size -= whole;
  }
  if (size > 0) yield `${base64Encode(concatBytes(waiting))}\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
