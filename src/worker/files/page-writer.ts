import { exportLines } from '../../exporters/ndjson.ts';
import { isPageTemplate, pageAround } from '../../exporters/page/page.ts';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { FileWriter } from './writers.ts';
import { compressed, encoded } from './compress.ts';

const NO_TEMPLATE =
  'the page that would show it is not here: it comes with the built app, so neither with “npm run dev” nor offline before the first visit has ended.';

/** The template is a file beside the app, above the worker’s script, fetched when a session is first saved as a page. */
export async function loadPageWriter(): Promise<Result<FileWriter, string>> {
  const template = await fetchText('../viewer.html');
  if (template === undefined || !isPageTemplate(template)) return fail(NO_TEMPLATE);
  return ok({
    type: 'text/html',
    write(source) {
      const { header, entries } = source;
      const file = compressed(encoded(exportLines(source)));
      return encoded(pageAround(template, file, { name: header.name, entries }));
    },
  });
}

async function fetchText(path: string): Promise<string | undefined> {
  try {
    const answer = await fetch(new URL(path, self.location.href));
    return answer.ok ? await answer.text() : undefined;
  } catch {
    // Offline, and not in the cache.
    return undefined;
  }
}
