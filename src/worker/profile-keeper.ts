import { fail, ok, type Result } from '../base/result.ts';
import { EMPTY_FORM, type ConnectForm } from '../capture/connect-options.ts';
import { openAnnouncements, type Announcements } from '../storage/announce.ts';
import type { Database } from '../storage/database.ts';
import { Profiles, type StoredProfile } from '../storage/profiles.ts';
import type { StorageFailure } from '../storage/failure.ts';
import type { Profile } from './remote.ts';
import { sentenceOf } from './storage-words.ts';

/** The saved connections as the page shows them, the same in every tab. */
export class ProfileKeeper {
  readonly #profiles: Profiles;
  readonly #announcements: Announcements;
  readonly #onchange: () => void;

  constructor(database: Database, onchange: () => void) {
    this.#profiles = new Profiles(database);
    this.#onchange = onchange;
    this.#announcements = openAnnouncements({ onprofiles: onchange });
  }

  async state(): Promise<readonly Profile[]> {
    return (await this.#profiles.list()).map(asProfile);
  }

  async save(profile: Profile): Promise<Result<void, string>> {
    const name = profile.name.trim();
    if (name === '') return fail('A profile needs a name.');
    return this.#told(await this.#profiles.save({ ...profile, name }));
  }

  async delete(id: string): Promise<Result<void, string>> {
    return this.#told(await this.#profiles.delete(id));
  }

  #told(outcome: Result<unknown, StorageFailure>): Result<void, string> {
    if (!outcome.ok) return fail(sentenceOf(outcome.error));
    this.#announcements.tellProfiles();
    this.#onchange();
    return ok(undefined);
  }
}

/** What an older version did not know yet gets its default; what is of another type than it should be, too. */
function asProfile({ id, name, form }: StoredProfile): Profile {
  const filled: Record<string, unknown> = { ...EMPTY_FORM };
  for (const [field, empty] of Object.entries(EMPTY_FORM)) {
    if (typeof form[field] === typeof empty) filled[field] = form[field];
  }
  return { id, name, form: isForm(filled) ? filled : EMPTY_FORM };
}

function isForm(fields: Readonly<Record<string, unknown>>): fields is ConnectForm {
  return Object.entries(EMPTY_FORM).every(([field, empty]) => typeof fields[field] === typeof empty);
}
