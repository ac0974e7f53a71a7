import { FIELDS } from '../../../capture/connect-form/form.ts';
import type { ConnectForm } from '../../../capture/connect-options.ts';
import type { Profile } from '../../../worker/remote.ts';

/** A line of the list: a profile, or the place where one was and can come back. */
export type ProfileLine = { readonly profile: Profile; readonly isDeleted: boolean };

/** As the worker sorts them, so that a deleted one keeps its place. */
export function profileLines(kept: readonly Profile[], deleted: readonly Profile[]): readonly ProfileLine[] {
  const gone = deleted.filter(({ id }) => !kept.some((profile) => profile.id === id));
  return [
    ...kept.map((profile) => ({ profile, isDeleted: false })),
    ...gone.map((profile) => ({ profile, isDeleted: true })),
  ].toSorted((a, b) => a.profile.name.localeCompare(b.profile.name, 'en', { numeric: true }));
}

/** "Staging copy", "Staging copy 2", … */
export function copyName(name: string, kept: readonly Profile[]): string {
  const isTaken = (wanted: string): boolean => kept.some((profile) => profile.name === wanted);
  const first = `${name.replace(/ copy( \d+)?$/, '')} copy`;
  if (!isTaken(first)) return first;
  for (let number = 2; ; number++) if (!isTaken(`${first} ${number}`)) return `${first} ${number}`;
}

export function isSameForm(a: ConnectForm, b: ConnectForm): boolean {
  return FIELDS.every((field) => a[field] === b[field]);
}
