import type { Result } from '../../../base/result.ts';
import { EMPTY_FORM } from '../../../capture/connect-options.ts';
import { exportFileName } from '../../../exporters/file-name.ts';
import { uuidv7 } from '../../../storage/uuid.ts';
import type { Profile } from '../../../worker/remote.ts';
import { saveFile } from '../../kit/save-file.ts';
import type { Workspace } from '../../workspace.svelte.ts';
import { readProfileFile, writeProfileFile } from './profile-file.ts';
import { copyName, profileLines, type ProfileLine } from './profile-lines.ts';

const UNDO_MS = 10_000;

/** What can be done with the profiles: the browser's list of connections by name. */
export class SavedConnections {
  readonly #workspace: Workspace;
  #deleted = $state.raw<readonly Profile[]>([]);
  /** What became of the last thing asked for, where it went wrong. */
  problem = $state.raw<string>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get lines(): readonly ProfileLine[] {
    return profileLines(this.#workspace.profiles, this.#deleted);
  }

  named(name: string): Profile | undefined {
    return this.#workspace.profiles.find((profile) => profile.name === name.trim());
  }

  /** The form as it is now, under a name; one that is in use is replaced. */
  async save(name: string): Promise<void> {
    const id = this.named(name)?.id ?? newId();
    await this.#keep({ id, name: name.trim(), form: this.#workspace.form });
  }

  /** Fills the form; it never connects. */
  pick({ form }: Profile): void {
    this.#workspace.edit({ ...EMPTY_FORM, ...form });
  }

  async rename(profile: Profile, name: string): Promise<void> {
    if (name.trim() === '' || name.trim() === profile.name) return;
    const other = this.named(name);
    if (other) this.problem = `“${other.name}” is taken: choose another name, or delete that one.`;
    else await this.#keep({ ...profile, name: name.trim() });
  }

  async duplicate(profile: Profile): Promise<void> {
    await this.#keep({ ...profile, id: newId(), name: copyName(profile.name, this.#workspace.profiles) });
  }

  /** Can be undone for 10 s, in its place. */
  async remove(profile: Profile): Promise<void> {
    const outcome = await this.#workspace.worker.deleteProfile(profile.id);
    if (!this.#told(outcome)) return;
    this.#deleted = [...this.#deleted, profile];
    setTimeout(() => this.#forget(profile), UNDO_MS);
  }

  async undo(profile: Profile): Promise<void> {
    this.#forget(profile);
    await this.#keep(profile);
  }

  export(profile: Profile): void {
    const file = new Blob([writeProfileFile(profile)], { type: 'application/json' });
    saveFile(file, exportFileName(profile.name, { compress: false }).replace(/ndjson$/, 'connection.json'));
  }

  async import(file: Blob): Promise<void> {
    const read = readProfileFile(await file.text());
    if (!this.#told(read)) return;
    const name = this.named(read.value.name) ? copyName(read.value.name, this.#workspace.profiles) : read.value.name;
    await this.#keep({ id: newId(), name, form: read.value.form });
  }

  async #keep(profile: Profile): Promise<void> {
    this.#told(await this.#workspace.worker.saveProfile(profile));
  }

  #forget({ id }: Profile): void {
    this.#deleted = this.#deleted.filter((profile) => profile.id !== id);
  }

  #told<T>(outcome: Result<T, string>): outcome is { readonly ok: true; readonly value: T } {
    this.problem = outcome.ok ? undefined : outcome.error;
    return outcome.ok;
  }
}

function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
