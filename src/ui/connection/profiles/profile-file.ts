import type { Result } from '../../../base/result.ts';
import { fail, ok } from '../../../base/result.ts';
import type { ConnectForm } from '../../../capture/connect-options.ts';
import { EMPTY_FORM } from '../../../capture/connect-options.ts';
import { checkJson, positionOf } from '../../../protocol/json.ts';
import type { Profile } from '../../../worker/remote.ts';
import { formFrom } from '../form-from.ts';
import { withoutSecrets } from '../without-secrets.ts';

const FORMAT = 'sockscope-connection';
const VERSION = 1;

export type ProfileFile = Pick<Profile, 'name' | 'form'>;

/** JSON for another person or browser: the form, without what may be secret in it. */
export function writeProfileFile({ name, form }: ProfileFile): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, name, connection: withoutSecrets(form) }, undefined, 2)}\n`;
}

/** The failure is a sentence. */
export function readProfileFile(text: string): Result<ProfileFile, string> {
  const malformed = checkJson(text, 0);
  if (malformed) {
    const { line, column } = positionOf(text, malformed.offset);
    return fail(`The file is not JSON: it goes wrong in line ${line}, column ${column}.`);
  }
  const fields: Record<string, unknown> = { ...Object(JSON.parse(text)) };
  const { format, version, name, connection } = fields;
  if (format !== FORMAT) return fail(`The file is not a saved connection: its “format” is not “${FORMAT}”.`);
  if (version !== VERSION) return fail(`The file is of version ${String(version)}; this Sockscope reads ${VERSION}.`);
  if (typeof name !== 'string' || name.trim() === '') return fail('The file does not name its connection.');
  const form: ConnectForm = { ...EMPTY_FORM, ...formFrom(connection) };
  return ok({ name: name.trim(), form });
}
