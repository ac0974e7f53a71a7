import { engineUrl } from '../engine-url.ts';
import type { AnswerOf, Check } from '../inquiry.ts';
import { generationOf } from '../known.ts';
import { answerMs } from '../patience.ts';
import { openPolling } from '../polling-session.ts';
import { SocketLine } from '../socket-line.ts';

/** The first half of an upgrade: a WebSocket with the sid, `2probe`, and the answer `3probe`. */
export const checkUpgrade: Check<'upgrade'> = async (inquiry, known) => {
  const generation = generationOf(known) ?? 4;
  const session = await openPolling(inquiry, generation);
  if (session.kind === 'ended') return found('refused', `handshake: ${session.words}`);
  const { sid, upgrades } = session.handshake;
  if (!upgrades.includes('websocket')) return found('not-offered', 'the handshake offers no WebSocket');
  const line = new SocketLine(inquiry, engineUrl(inquiry, { generation, via: 'websocket', sid }));
  const patienceMs = answerMs(inquiry.options);
  const opened = await line.next(patienceMs);
  if (opened?.kind === 'closed') return refused('the WebSocket is refused', opened.closeCode);
  if (!opened) return found('silent', 'the WebSocket does not open in time');
  line.send('2probe');
  const answer = await line.next(patienceMs);
  if (answer?.kind === 'closed') return refused('the WebSocket closes instead of an answer', answer.closeCode);
  if (answer?.kind !== 'frame') return found('silent', '2probe: no answer in time');
  return answer.payload === '3probe'
    ? found('answered', '2probe: 3probe')
    : found('silent', `2probe: answered by ${String(answer.payload).slice(0, 60)}`);
};

function found(outcome: AnswerOf<'upgrade'>['outcome'], words: string): AnswerOf<'upgrade'> {
  return { check: 'upgrade', outcome, words };
}

function refused(words: string, closeCode: number): AnswerOf<'upgrade'> {
  return { ...found('refused', `${words}, close code ${closeCode}`), closeCode };
}
