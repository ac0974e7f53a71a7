import { SWITCHES, TEXT_FIELDS } from '../../capture/connect-form/form.ts';
import type { ConnectForm, SwitchName, TextFieldName } from '../../capture/connect-options.ts';
import type { Choice } from './options/option-words.ts';
import { PARSERS, PROTOCOLS, TRANSPORTS } from './options/option-words.ts';

/** The form's fields among `fields`, which may come from anywhere; whatever is of another type is left out. */
export function formFrom(fields: unknown): Partial<ConnectForm> {
  const kept: Record<string, unknown> = { ...Object(fields) };
  const texts: Partial<Record<TextFieldName, string>> = {};
  for (const name of TEXT_FIELDS) {
    const value = kept[name];
    if (typeof value === 'string') texts[name] = value;
  }
  const switches: Partial<Record<SwitchName, boolean>> = {};
  for (const name of SWITCHES) {
    const value = kept[name];
    if (typeof value === 'boolean') switches[name] = value;
  }
  const protocol = choiceIn(PROTOCOLS, kept['protocol']);
  const parser = choiceIn(PARSERS, kept['parser']);
  const transports = choiceIn(TRANSPORTS, kept['transports']);
  return {
    ...texts,
    ...switches,
    ...(protocol && { protocol }),
    ...(parser && { parser }),
    ...(transports && { transports }),
  };
}

function choiceIn<Value extends string>(choices: readonly Choice<Value>[], wanted: unknown): Value | undefined {
  return choices.find(({ value }) => value === wanted)?.value;
}
