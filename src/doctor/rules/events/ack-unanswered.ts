import type { Question, Questions } from '../../facts/questions.ts';
import { counted, shownMs } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { onServer } from '../../remedies/server.ts';
import { answering } from '../../remedies/events.ts';

/** Nobody knows how long a server may take; this long, one would want to be told. */
const LONG_MS = 30_000;
const SHOWN = 4;

export const ackUnanswered: Rule = {
  id: 'ack-unanswered',
  source:
    'E2 · Socket.IO docs, Acknowledgements; measured with socket.io-client 4.8: silence for ever without a timeout',
  when: 'always',
  explains: [],
  examine: ({ messages: { questions }, time }) => {
    const overdue = overdueIn(questions, time.at);
    const [first] = overdue;
    if (!first) return undefined;
    const isGivenUp = first.timeoutMs !== undefined;
    return {
      severity: 'warning',
      certainty: isGivenUp ? 'certain' : 'likely',
      cause: `The server does not acknowledge “${first.event}”.`,
      reason: `${counted(overdue.length, 'question')} without an answer for ${shownMs(first.timeoutMs ?? time.at - first.at)}${isGivenUp ? ', then the client gave up' : ''}: the handler does not call its callback.`,
      evidence: [
        ...seen(
          overdue.slice(0, SHOWN).map(({ seq }) => seq),
          'asked, and not answered',
        ),
        ...seen(
          overdue.slice(0, SHOWN).flatMap(({ timeoutSeq }) => timeoutSeq ?? []),
          'the client gave up',
        ),
      ],
      alternatives: ['no handler listens for this event', 'the handler takes longer than the client waits'],
      remedies: [onServer(answering(first.event))],
    };
  },
};

/** Those that the client gave up first, and of each the oldest; without those that another rule explains. */
function overdueIn(questions: Questions, at: number): readonly Question[] {
  const overdue: Question[] = [];
  for (const question of questions.waiting) {
    const isOverdue = question.timeoutMs !== undefined || at - question.at > LONG_MS;
    if (isOverdue && !questions.wasEarly(question)) overdue.push(question);
  }
  return overdue.toSorted((a, b) => Number(b.timeoutMs !== undefined) - Number(a.timeoutMs !== undefined));
}
