import { FIELDS } from '../../capture/connect-form/form.ts';
import type { ConnectForm, FieldName } from '../../capture/connect-options.ts';
import { readConnectForm } from '../../capture/connect-options.ts';
import type { ProtocolName } from '../../session/header.ts';
import type { ConnectionState } from '../../worker/remote.ts';
import { differing } from './options/form-differences.ts';
import { PROTOCOLS } from './options/option-words.ts';

/** What the summary says by itself, or the URL beside it does. */
const SAID: readonly FieldName[] = ['url', 'path', 'namespaces', 'protocol', 'useRelay'];
const OTHERS = FIELDS.filter((field) => !SAID.includes(field));

export type Summary = { readonly text: string; readonly title: string };

/** What the form says beside the URL, in short: "/socket.io/ · v4 · /, /chat · relay · 2 options". */
export function summaryOf(form: ConnectForm, connection: ConnectionState | undefined): Summary {
  const read = readConnectForm(form);
  const path = read.ok ? read.value.path : form.path;
  const namespaces = read.ok ? read.value.namespaces.join(', ') : form.namespaces;
  const protocol = form.protocol === 'auto' ? foundFor(read.ok ? read.value : undefined, connection) : form.protocol;
  const isBare = protocol === 'eio3' || protocol === 'eio4';
  const others = differing(form, OTHERS).length;
  const marks = [
    path,
    protocol ?? 'auto',
    isBare ? undefined : namespaces,
    form.useRelay ? 'relay' : undefined,
    others === 0 ? undefined : `${others} ${others === 1 ? 'option' : 'options'}`,
  ];
  const spelt = PROTOCOLS.find(({ value }) => value === (protocol ?? 'auto'))?.words;
  return {
    text: marks.filter((mark) => mark !== undefined).join(' · '),
    title: `Path ${path}, protocol ${spelt}${isBare ? '' : `, namespaces ${namespaces}`}`,
  };
}

/** What was found out for the connection that this form made; after an edit it may lead elsewhere. */
function foundFor(
  wanted: { readonly url: string; readonly path: string } | undefined,
  connection: ConnectionState | undefined,
): ProtocolName | undefined {
  const isSame = wanted?.url === connection?.url && wanted?.path === connection?.path;
  return isSame ? connection?.protocol : undefined;
}
