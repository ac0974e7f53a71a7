import { isDefaultPath } from '../../../capture/connect-form/address.ts';
import { inUse } from '../../../capture/connect-form/unused-fields.ts';
import type { ConnectForm, FieldName } from '../../../capture/connect-options.ts';
import { EMPTY_FORM } from '../../../capture/connect-options.ts';

/** Those of `fields` that say something else than their default, and have an effect. */
export function differing(form: ConnectForm, fields: readonly FieldName[]): readonly FieldName[] {
  return fields.filter((field) => !isDefault(form, field));
}

function isDefault(form: ConnectForm, field: FieldName): boolean {
  const value = inUse(form, field);
  if (field === 'path') return isDefaultPath(form.path.trim());
  if (typeof value !== 'string') return value === EMPTY_FORM[field];
  // An empty field means its default.
  return value.trim() === '' || value.trim() === EMPTY_FORM[field];
}
