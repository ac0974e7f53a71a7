import { ask, type HttpAnswer } from './ask.ts';
import type { Generation } from './engine-url.ts';
import type { Inquiry } from './inquiry.ts';
import { bodyOf } from './packets.ts';
import { FAREWELL_MS } from './patience.ts';

/** By the form of the body; the status says nothing, as Socket.IO 1 and 2 answer 200 to any `EIO`. */
export function generationIn(body: string): Generation | undefined {
  if (body.startsWith('0{')) return 4;
  return /^\d+:0\{/.test(body) ? 3 : undefined;
}

/** Closes the session that a GET of `url` has opened, if it has, and that nobody will use. */
export async function leaveUnused(inquiry: Inquiry, answer: HttpAnswer, url: string, isPlain = false): Promise<void> {
  const sid = answer.kind === 'read' ? /"sid"\s*:\s*"([^"]+)"/.exec(answer.body)?.[1] : undefined;
  if (sid === undefined || answer.kind !== 'read') return;
  const body = bodyOf(['1'], generationIn(answer.body) ?? 4);
  const signal = AbortSignal.timeout(FAREWELL_MS);
  // A POST that is led elsewhere would arrive there as a GET.
  const where = answer.redirectedTo ?? url;
  await ask(inquiry, `${where}&sid=${encodeURIComponent(sid)}`, { method: 'POST', body, signal, isPlain });
}
