import type { RedactionRule } from '../../../redaction/rule.ts';

export type RuleKind = RedactionRule['by'];

type KindWords = {
  readonly by: RuleKind;
  readonly word: string;
  readonly field: string;
  readonly example: string;
  readonly hint: string;
};

export const RULE_KINDS: readonly KindWords[] = [
  {
    by: 'path',
    word: 'path',
    field: 'Path',
    example: '[0].user.phone',
    hint: 'What stands there in the arguments of an event or an answer is a secret; [*] is every element.',
  },
  { by: 'event', word: 'event', field: 'Event', example: 'payment:card', hint: 'All its arguments are secrets.' },
  {
    by: 'pattern',
    word: 'pattern',
    field: 'Pattern',
    example: 'ORD-\\d{6}',
    hint: 'A regular expression; what it finds, anywhere, is a secret.',
  },
];

/** What the fields of the form hold, whichever of them count. */
export type RuleDraft = {
  readonly by: RuleKind;
  /** A path, an event's name or a pattern. */
  readonly text: string;
  /** Of a path: only in events of this name. */
  readonly event: string;
};

export function draftOf(rule: RedactionRule): RuleDraft {
  switch (rule.by) {
    case 'path':
      return { by: 'path', text: rule.path, event: rule.event ?? '' };
    case 'event':
      return { by: 'event', text: rule.event, event: '' };
    case 'pattern':
      return { by: 'pattern', text: rule.pattern, event: '' };
  }
}

export function ruleFrom({ by, text, event }: RuleDraft, id: string, isOn = true): RedactionRule {
  const whose = { id, isOn };
  switch (by) {
    case 'path':
      return { ...whose, by, path: text.trim(), ...(event.trim() !== '' && { event: event.trim() }) };
    case 'event':
      return { ...whose, by, event: text.trim() };
    case 'pattern':
      // Blanks may be what it is about.
      return { ...whose, by, pattern: text };
  }
}

/** "path [0].user.phone in login". */
export function ruleWords(rule: RedactionRule): string {
  const { by, text, event } = draftOf(rule);
  return event === '' ? `${by} ${text}` : `${by} ${text} in ${event}`;
}
