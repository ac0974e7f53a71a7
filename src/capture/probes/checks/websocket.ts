import { engineUrl, type Generation } from '../engine-url.ts';
import type { AnswerOf, Check, Inquiry } from '../inquiry.ts';
import { answerMs, FIRST_FRAME_MS, UNASKED_CONNECT_MS } from '../patience.ts';
import { SocketLine } from '../socket-line.ts';

type Found = Pick<AnswerOf<'websocket-4'>, 'outcome' | 'words' | 'body' | 'closeCode'>;

export const checkWebSocket4: Check<'websocket-4'> = async (inquiry) => ({
  check: 'websocket-4',
  ...(await firstWords(inquiry, 4)),
});

export const checkWebSocket3: Check<'websocket-3'> = async (inquiry) => ({
  check: 'websocket-3',
  ...(await firstWords(inquiry, 3)),
});

/** What a server says of itself over a raw WebSocket before it is asked anything. */
async function firstWords(inquiry: Inquiry, generation: Generation): Promise<Found> {
  const line = new SocketLine(inquiry, engineUrl(inquiry, { generation, via: 'websocket' }));
  const opened = await line.next(answerMs(inquiry.options));
  if (!opened) return { outcome: 'hanging', words: 'neither opens nor closes in time' };
  if (opened.kind === 'closed') return refused('refused', opened.closeCode);
  const first = await line.next(FIRST_FRAME_MS);
  if (!first) return { outcome: 'silent', words: `opens, then no frame within ${FIRST_FRAME_MS / 1000} s` };
  if (first.kind === 'closed') return refused('opens, then closes', first.closeCode);
  const payload = first.kind === 'frame' ? first.payload : '';
  const body = typeof payload === 'string' ? payload.slice(0, 300) : `${payload.length} bytes`;
  if (!body.startsWith('0{')) return { outcome: 'foreign', words: `first frame: ${inShort(body)}`, body };
  const second = await line.next(UNASKED_CONNECT_MS);
  if (second?.kind === 'frame' && second.payload === '40') {
    return { outcome: 'open-and-connect', words: `first frame 0{…}, then 40 unasked`, body };
  }
  return { outcome: 'open-packet', words: 'first frame 0{…}', body };
}

function refused(words: string, closeCode: number): Found {
  return { outcome: 'refused', words: `${words}, close code ${closeCode}`, closeCode };
}

function inShort(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
