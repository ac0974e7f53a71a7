import { expect, test } from 'vitest';
import { ruleFor, type AnswerRule } from '../../../src/replay/answer-rule.ts';

const RULE: AnswerRule = { id: 'a', place: 0, isOn: true, event: '', isNever: false, args: '[]', delayMs: 0 };

test('the first rule that is on and fits counts', () => {
  const rules = [
    { ...RULE, id: 'off', isOn: false },
    { ...RULE, id: 'chat', nsp: '/chat' },
    { ...RULE, id: 'confirm', event: 'confirm' },
    { ...RULE, id: 'rest' },
  ];
  const idOf = (nsp: string, event: string) => ruleFor(rules, { nsp, event })?.id;
  expect(idOf('/chat', 'confirm')).toBe('chat');
  expect(idOf('/', 'confirm')).toBe('confirm');
  expect(idOf('/', 'other')).toBe('rest');
  expect(ruleFor(rules.slice(0, 3), { nsp: '/', event: 'other' })).toBeUndefined();
});
