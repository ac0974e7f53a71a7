import { expect, test } from 'vitest';
import { CHECKS, type CheckState } from '../../../src/doctor/checks.ts';
import type { Finding } from '../../../src/doctor/finding.ts';
import { certaintyText, checksFigure, diagnosisFigure, namedRows } from '../../../src/ui/diagnosis/diagnosis-words.ts';

const finding: Finding = {
  key: 'cors 1',
  rule: 'cors',
  conn: 1,
  severity: 'error',
  cause: 'The server answers, but does not allow this page to read it.',
  certainty: 'certain',
  reason: 'both proofs agree',
  evidence: [],
  alternatives: [],
  remedies: [],
  waysRound: [],
};

function checks(...states: readonly CheckState['state'][]): readonly CheckState[] {
  return states.flatMap((state, i) => {
    const check = CHECKS[i];
    return check ? [{ ...check, state, words: '', ...(state === 'passed' && { tookMs: 20.4 }) }] : [];
  });
}

test('how sure the doctor is stands before its reason, as a sentence', () => {
  expect(certaintyText(finding)).toBe('Certain: both proofs agree.');
  expect(certaintyText({ certainty: 'likely', reason: 'The client can only say “xhr poll error”.' })).toBe(
    'Likely: The client can only say “xhr poll error”.',
  );
  expect(certaintyText({ certainty: 'possible', reason: '' })).toBe('Possible.');
});

test('the folded line counts the findings, in the tone of the worst', () => {
  expect(diagnosisFigure([], false)).toEqual({ text: 'no findings' });
  expect(diagnosisFigure([{ ...finding, severity: 'warning' }], false)).toEqual({ text: '1 finding', tone: 'warning' });
  expect(diagnosisFigure([{ ...finding, severity: 'warning' }, finding], false)).toEqual({
    text: '2 findings',
    tone: 'error',
  });
  expect(diagnosisFigure([finding], true).text).toBe('probing');
});

test('the probes tell how many ran, how long they took and why they ended', () => {
  expect(checksFigure(checks('passed', 'failed', 'passed', 'not-needed'))).toBe('3 run, 41 ms · stopped when certain');
  expect(checksFigure(checks('passed', 'running', 'waiting'))).toBe('1 of 3 run');
  expect(checksFigure(checks('passed', 'cancelled'))).toBe('1 run, 20 ms · cancelled');
  expect(checksFigure(checks('passed', 'passed'))).toBe('2 run, 41 ms');
});

test('of many rows only the first are named', () => {
  expect(namedRows([2, 6])).toEqual({ seqs: [2, 6], more: 0 });
  expect(namedRows([1, 2, 3, 4, 5, 6])).toEqual({ seqs: [1, 2, 3, 4], more: 2 });
});
