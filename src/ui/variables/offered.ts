import type { ConnectForm } from '../../capture/connect-options.ts';
import type { Environment } from '../../replay/environment.ts';
import type { Profile } from '../../worker/remote.ts';

/** Environments for all connections, and those whose saved connections have the form's address. */
export function offeredFor(
  environments: readonly Environment[],
  profiles: readonly Pick<Profile, 'id' | 'form'>[],
  form: Pick<ConnectForm, 'url' | 'path'>,
): readonly Environment[] {
  const here = profiles.filter((profile) => profile.form.url === form.url && profile.form.path === form.path);
  return environments.filter(
    ({ profiles: wanted }) => wanted.length === 0 || here.some(({ id }) => wanted.includes(id)),
  );
}

/** What was picked where it is offered; else one that belongs to just this connection; else `base`. */
export function pickedOf(base: Environment, offered: readonly Environment[], picked: string | undefined): Environment {
  const isPicked = ({ id }: Environment) => id === picked;
  return offered.find(isPicked) ?? offered.find(({ profiles }) => profiles.length > 0) ?? base;
}
