import { ask, type HttpAnswer } from '../ask.ts';
import { engineErrorIn } from '../engine-error.ts';
import { engineUrl, type Generation } from '../engine-url.ts';
import type { AnswerOf, Check, Inquiry } from '../inquiry.ts';
import { askedGeneration } from '../known.ts';
import { generationIn, leaveUnused } from '../unused-session.ts';

const BODY_LIMIT = 300;

/** One GET, as the connection's first; its body tells the generation, or who else answers there. */
export const checkHandshake: Check<'handshake'> = async (inquiry) => {
  const generation = askedGeneration(inquiry.options);
  const url = engineUrl(inquiry, { generation, via: 'polling' });
  const answer = await ask(inquiry, url);
  if (answer.kind === 'failed') return (await askForRedirect(inquiry, url, generation)) ?? read(answer, generation);
  inquiry.onend(() => leaveUnused(inquiry, answer, url));
  const found = read(answer, generation);
  return found.code === 5 ? askOther(inquiry, found, generation) : found;
};

/** A redirect to where CORS is not open looks like any other failure, unless it is not followed. */
async function askForRedirect(
  inquiry: Inquiry,
  url: string,
  generation: Generation,
): Promise<AnswerOf<'handshake'> | undefined> {
  const answer = await ask(inquiry, url, { redirect: 'manual' });
  if (answer.kind !== 'opaque-redirect') return undefined;
  return { check: 'handshake', outcome: 'redirected', words: `${asked(generation)}: led elsewhere by a redirect` };
}

/** Which generation it is then, if not the one that was asked for. */
async function askOther(
  inquiry: Inquiry,
  found: AnswerOf<'handshake'>,
  generation: Generation,
): Promise<AnswerOf<'handshake'>> {
  const other = generation === 4 ? 3 : 4;
  const url = engineUrl(inquiry, { generation: other, via: 'polling' });
  const answer = await ask(inquiry, url);
  inquiry.onend(() => leaveUnused(inquiry, answer, url));
  const { body } = read(answer, other);
  return body?.includes('0{') ? { ...found, words: `${found.words}; with EIO=${other}: ${inShort(body)}` } : found;
}

function read(answer: HttpAnswer, generation: Generation): AnswerOf<'handshake'> {
  const found = (outcome: AnswerOf<'handshake'>['outcome'], words: string, more?: Partial<AnswerOf<'handshake'>>) =>
    ({ check: 'handshake', outcome, words: `${asked(generation)}: ${words}`, ...more }) as const;
  if (answer.kind === 'late') return found('hanging', 'no answer in time');
  if (answer.kind !== 'read') return found('unreadable', 'answer not readable');
  const { status, redirectedTo } = answer;
  const body = answer.body.slice(0, BODY_LIMIT);
  const said = { status, body };
  if (redirectedTo !== undefined) {
    const location = withoutQuery(redirectedTo);
    return found('redirected', `led to ${location} by a redirect`, { ...said, location });
  }
  const spoken = status === 200 ? generationIn(body) : undefined;
  if (spoken) return found(`generation-${spoken}`, `${status}, ${inShort(body)}`, said);
  const error = engineErrorIn(answer.body);
  if (error) {
    const code = error.code === undefined ? {} : { code: error.code };
    return found('engine-error', `${status}, ${inShort(body)}`, { ...said, ...code });
  }
  if (/^\s*</.test(body)) return found('html', `${status}, a page of HTML`, said);
  return found('other', body === '' ? `${status}, empty` : `${status}, ${inShort(body)}`, said);
}

function asked(generation: Generation): string {
  return `GET polling, EIO=${generation}`;
}

function inShort(body: string): string {
  return body.length > 60 ? `${body.slice(0, 60)}…` : body;
}

/** The engine's own query is no part of the address, and the connection's may hold a secret. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
