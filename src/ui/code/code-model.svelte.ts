import { CODE_OPTIONS, type CodeLanguage, type CodeOptions } from '../../exporters/code/script.ts';
import type { RemoteWorker } from '../../worker/remote.ts';
import type { ScriptSource, WrittenScript } from '../../worker/script/script-remote.ts';
import { recall, remember } from '../kit/remembered.ts';

export const LANGUAGES: readonly { readonly language: CodeLanguage; readonly word: string }[] = [
  { language: 'node', word: 'Node' },
  { language: 'browser', word: 'Browser' },
  { language: 'python', word: 'Python' },
  { language: 'vitest', word: 'Vitest' },
  { language: 'curl', word: 'curl' },
];

const KEY = 'code.language';

/** What is to be written, and what the worker has made of it. */
export class CodeModel {
  readonly #worker: Pick<RemoteWorker, 'script'>;
  readonly #source: ScriptSource;
  #language = $state.raw(LANGUAGES.find(({ language }) => language === recall(KEY))?.language ?? 'node');
  options = $state.raw<CodeOptions>(CODE_OPTIONS);
  conn = $state.raw<number>();
  /** As typed, with commas between; as the worker found them until then. */
  ignored = $state.raw<string>();
  /** The last that could be written, so that nothing jumps while the next is made. */
  written = $state.raw<WrittenScript>();
  problem = $state.raw<string>();
  #asked = 0;

  constructor(worker: Pick<RemoteWorker, 'script'>, source: ScriptSource) {
    this.#worker = worker;
    this.#source = source;
  }

  get language(): CodeLanguage {
    return this.#language;
  }

  set language(language: CodeLanguage) {
    this.#language = language;
    remember(KEY, language);
  }

  change(options: Partial<CodeOptions>): void {
    this.options = { ...this.options, ...options };
  }

  /** Call in an effect: it reads what the answer depends on. */
  async write(): Promise<void> {
    const asked = ++this.#asked;
    const { conn, ignored, language, options } = this;
    const made = await this.#worker.script
      .write({
        source: this.#source,
        language,
        options,
        ...(conn === undefined ? {} : { conn }),
        ...(ignored === undefined ? {} : { ignored: pathsIn(ignored) }),
      })
      .catch((refusal: unknown) => ({
        ok: false as const,
        error: refusal instanceof Error ? refusal.message : String(refusal),
      }));
    if (asked !== this.#asked) return;
    this.problem = made.ok ? undefined : made.error;
    if (made.ok) this.written = made.value;
  }
}

/** A comma in quotes is part of a name. */
export function pathsIn(text: string): readonly string[] {
  const paths = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"]|")+/g) ?? [];
  return paths.map((path) => path.trim()).filter((path) => path !== '');
}
