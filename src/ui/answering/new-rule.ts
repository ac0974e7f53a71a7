import type { AnswerRule } from '../../replay/answer-rule.ts';

export function newRule(place: number, event: string): AnswerRule {
  return { id: crypto.randomUUID(), place, isOn: true, event, isNever: false, args: '["ok"]', delayMs: 0 };
}

/** What a rule does, on one line. */
export function ruleWords({ isNever, args, delayMs }: AnswerRule): string {
  if (isNever) return 'never answered';
  return delayMs > 0 ? `${args} after ${delayMs} ms` : args;
}
