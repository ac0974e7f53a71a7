import { FIELDS } from '../../../capture/connect-form/form.ts';
import { hintsOf } from '../../../capture/connect-form/hints.ts';
import { usesWebTransport, whyUnused } from '../../../capture/connect-form/unused-fields.ts';
import type { ConnectForm, FieldName } from '../../../capture/connect-options.ts';
import { readConnectForm } from '../../../capture/connect-options.ts';

/** What there is to say of a field instead of its help: it is wrong, may not do what is meant, or has no effect. */
export type Note = { readonly kind: 'problem' | 'hint' | 'unused'; readonly text: string };

export type Notes = Partial<Readonly<Record<FieldName, Note>>>;

/** What this page can do. */
export type Means = { readonly hasRelay: boolean; readonly hasWebTransport: boolean };

/** Told as it is typed: every option is right when empty, so whatever stands in it may be judged. */
export function notesOn(form: ConnectForm, means: Means): Notes {
  const checked = readConnectForm(form);
  const notes: Partial<Record<FieldName, Note>> = {};
  const tell = (field: FieldName, kind: Note['kind'], text: string | undefined): void => {
    if (text !== undefined) notes[field] = { kind, text };
  };
  for (const { field, message } of hintsOf(form)) tell(field, 'hint', message);
  for (const field of FIELDS) tell(field, 'unused', whyUnused(form, field));
  if (!means.hasRelay) tell('useRelay', form.useRelay ? 'problem' : 'unused', NO_RELAY);
  if (!means.hasWebTransport && usesWebTransport(form.transports)) tell('transports', 'problem', NO_WEBTRANSPORT);
  for (const { field, message } of checked.ok ? [] : checked.error) tell(field, 'problem', message);
  return notes;
}

const NO_RELAY = 'There is none here: start Sockscope with npm start to have one.';
const NO_WEBTRANSPORT = 'Transports: this browser has no WebTransport.';
