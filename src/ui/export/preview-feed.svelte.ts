import { proxy } from 'comlink';
import type { Result } from '../../base/result.ts';
import type { FoundSecret, RedactionChoice, RedactionRule, RewrittenText } from '../../redaction/rule.ts';
import type { NamedPreview, PreviewRemote, Rehearsal } from '../../worker/files/files-remote.ts';
import type { Progress } from '../../worker/remote.ts';

/** What an export would replace, as the worker found it, and what the person lets stand. */
export class PreviewFeed {
  readonly #remote: PreviewRemote;
  /** Undefined: of several sessions there is no preview. */
  readonly #key: string | undefined;
  /** The last one; it stays while the next is made. */
  found = $state.raw<NamedPreview>();
  progress = $state.raw<Progress>();
  isUnderWay = $state.raw(false);
  problem = $state.raw<string>();
  rules = $state.raw<readonly RedactionRule[]>([]);
  kept = $state.raw<readonly string[]>([]);
  /** Of the last preview; undefined until all of it was tried. */
  rehearsal = $state.raw<Rehearsal>();
  /** How far that is; undefined while it does not go on. */
  rehearsed = $state.raw<Progress>();
  /** Only the export itself can find out. */
  isTooLong = $state.raw(false);
  /** The entry of the selected secret. */
  entry = $state.raw<RewrittenText>();
  #selected = $state.raw<string>();
  #asked = 0;
  #looked = 0;

  constructor(remote: PreviewRemote, key: string | undefined) {
    this.#remote = remote;
    this.#key = key;
  }

  get choice(): RedactionChoice {
    return { rules: this.rules, kept: this.kept };
  }

  /** The one that is looked at: the first, until another is chosen. */
  get selected(): FoundSecret | undefined {
    const secrets = this.found?.secrets ?? [];
    return secrets.find(({ id }) => id === this.#selected) ?? secrets.find(({ firstSeq }) => firstSeq !== undefined);
  }

  timesOf({ id, times }: FoundSecret): number {
    return this.rehearsal?.times.get(id) || times;
  }

  /** Of those that are found; a rule that is gone may have found more. */
  get keptCount(): number {
    return this.found?.secrets.filter((secret) => this.isKept(secret)).length ?? 0;
  }

  isKept({ id }: FoundSecret): boolean {
    return this.kept.includes(id);
  }

  /** The session's, as the file will hold it; undefined until that is known. */
  get name(): string | undefined {
    return this.found?.name;
  }

  /** Of the last preview; undefined where it did not try the rule. */
  hitsOf({ id, isOn }: RedactionRule): number | undefined {
    return isOn && !this.isUnderWay ? this.found?.ruleHits[id] : undefined;
  }

  flawOf({ id }: RedactionRule): string | undefined {
    return this.found?.flaws.find((flaw) => flaw.id === id)?.message;
  }

  async begin(): Promise<void> {
    this.rules = await this.#remote.rules();
    await this.make();
  }

  async make(): Promise<void> {
    const key = this.#key;
    if (key === undefined) return;
    const asked = ++this.#asked;
    this.isUnderWay = true;
    this.problem = undefined;
    this.rehearsal = undefined;
    this.rehearsed = undefined;
    const told = proxy((progress: Progress) => {
      if (asked === this.#asked) this.progress = progress;
    });
    const made = await this.#remote.redaction(key, this.choice, told).catch(refused);
    if (asked !== this.#asked) return;
    this.isUnderWay = false;
    this.progress = undefined;
    if (made.ok) this.found = made.value;
    else this.problem = made.error;
    if (!made.ok) return;
    await this.#look();
    if (asked === this.#asked) await this.#rehearse(asked);
  }

  async cancel(): Promise<void> {
    if (this.isUnderWay) this.problem = 'The preview was stopped. The file is redacted all the same.';
    this.#asked++;
    this.isUnderWay = false;
    this.progress = undefined;
    this.rehearsed = undefined;
    await this.#remote.cancel();
  }

  async setKept(secret: FoundSecret, isKept: boolean): Promise<void> {
    this.kept = isKept ? [...this.kept, secret.id] : this.kept.filter((id) => id !== secret.id);
    this.#selected = secret.id;
    await this.make();
  }

  async select({ id }: FoundSecret): Promise<void> {
    this.#selected = id;
    await this.#look();
  }

  /** Kept for all sessions. */
  async setRules(rules: readonly RedactionRule[]): Promise<Result<void, string>> {
    const kept = await this.#remote.setRules(rules);
    this.rules = rules;
    await this.make();
    return kept;
  }

  async #rehearse(asked: number): Promise<void> {
    const told = proxy((progress: Progress) => {
      if (asked === this.#asked) this.rehearsed = progress;
    });
    const tried = await this.#remote.rehearse(told).catch(refused);
    if (asked !== this.#asked) return;
    this.rehearsed = undefined;
    this.rehearsal = tried.ok ? tried.value : undefined;
    this.isTooLong = tried.ok && tried.value === undefined;
    if (!tried.ok) this.problem = tried.error;
  }

  async #look(): Promise<void> {
    const looked = ++this.#looked;
    const seq = this.selected?.firstSeq;
    const entry = seq === undefined ? undefined : await this.#remote.entry(seq);
    if (looked === this.#looked) this.entry = entry;
  }
}

function refused(reason: unknown): Result<never, string> {
  return { ok: false, error: reason instanceof Error ? reason.message : String(reason) };
}
