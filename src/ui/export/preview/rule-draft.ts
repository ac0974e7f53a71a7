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
    hint: 'What stands there in the arguments of an event or an answer is a secret. [0] is the first argument, [*] is every element.',
  },
  {
    by: 'event',
    word: 'event',
    field: 'Event',
    example: 'payment:card',
    hint: 'All its arguments are secrets. Capitals count.',
  },
  {
    by: 'pattern',
    word: 'pattern',
    field: 'Pattern',
    example: 'ORD-\\d{6}',
    hint: 'A regular expression; what it finds, anywhere, is a secret. Capitals count.',
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
      return { ...whose, by, pattern: bare(text) };
  }
}

/** As JavaScript writes it, a pattern stands between slashes; a flag that changes what it finds is not taken off. */
function bare(pattern: string): string {
  return /^\s*\/(.+)\/[dguy]*\s*$/s.exec(pattern)?.[1]?.replaceAll('\\/', '/') ?? pattern;
}

/** What of a draft would be taken otherwise than it is meant. */
export function draftFlaw({ by, text }: RuleDraft): string | undefined {
  const isFlagged = by === 'pattern' && /^\s*\/.+\/(?=\w*[imsv])[dgimsuvy]+\s*$/s.test(text);
  return isFlagged ? 'a pattern is written without slashes and flags; for capitals, too: [Aa]nna' : undefined;
}

/** "path [0].user.phone in login". */
export function ruleWords(rule: RedactionRule): string {
  const { by, text, event } = draftOf(rule);
  return event === '' ? `${by} ${text}` : `${by} ${text} in ${event}`;
}
