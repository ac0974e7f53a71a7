import { fail, ok, type Result } from '../../base/result.ts';
import { positionOf } from '../../protocol/json.ts';
import type { Message } from '../../replay/message.ts';
import { fillTemplate, variableNames, type TemplateForm, type VariableSource } from '../../replay/template.ts';
import { maskedSource } from '../../replay/variables.ts';

/** A message with everything in it filled in, for the wire and for the screen. */
export type Resolved = {
  readonly message: Message;
  /** The same with a mask in place of each secret. */
  readonly masked: Message;
  /** Names of the variables that it uses. */
  readonly used: readonly string[];
};

/** `offset` is the place in the field's own text, in UTF-16 code units; `place` says it in words. */
export type ResolveFlaw = {
  readonly field: keyof Message;
  readonly offset: number;
  readonly place: string;
  readonly message: string;
};

type Field = { readonly field: 'event' | 'nsp' | 'args'; readonly word: string; readonly form: TemplateForm };

const FIELDS: readonly Field[] = [
  { field: 'event', word: 'Event', form: 'text' },
  { field: 'nsp', word: 'Namespace', form: 'text' },
  { field: 'args', word: 'Arguments', form: 'json' },
];

export function resolveMessage(
  message: Message,
  source: VariableSource,
  isSecret: (name: string) => boolean,
): Result<Resolved, ResolveFlaw> {
  const used = [...new Set(FIELDS.flatMap(({ field, form }) => variableNames(message[field], form)))];
  const filled = filledMessage(message, source);
  if (!filled.ok || !used.some(isSecret)) {
    return filled.ok ? ok({ message: filled.value, masked: filled.value, used }) : filled;
  }
  const masked = filledMessage(message, maskedSource(source, isSecret));
  return masked.ok ? ok({ message: filled.value, masked: masked.value, used }) : masked;
}

function filledMessage(message: Message, source: VariableSource): Result<Message, ResolveFlaw> {
  let filled = message;
  for (const { field, word, form } of FIELDS) {
    const text = message[field];
    const outcome = fillTemplate(text, source, form);
    if (!outcome.ok) {
      const { offset, message: flaw } = outcome.error;
      const { line, column } = positionOf(text, offset);
      const place = field === 'args' ? `${word}, line ${line}, column ${column}` : `${word}, character ${column}`;
      return fail({ field, offset, place, message: flaw });
    }
    if (outcome.value !== text) filled = { ...filled, [field]: outcome.value };
  }
  return ok(filled);
}
