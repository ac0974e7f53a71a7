import { checkJson } from '../../protocol/json.ts';
import { QUOTE, skipBlanks, stringEnd, unitAt } from '../../protocol/json-scan.ts';

const STEP = '  ';
/** Beyond this nobody reads it, and it would only grow. */
const LONGEST = 50_000;

/** The same JSON with one value a line, its numbers and texts as they are; undefined where it is none. */
export function indented(json: string): string | undefined {
  if (json.length > LONGEST || checkJson(json) !== undefined) return undefined;
  let written = '';
  let depth = 0;
  for (let at = skipBlanks(json, 0); at < json.length; at = skipBlanks(json, at)) {
    const end = unitAt(json, at) === QUOTE ? stringEnd(json, at) : at + 1;
    const token = json.slice(at, end);
    at = end;
    const isEmpty = /[[{]/.test(token) && /[\]}]/.test(json.charAt(skipBlanks(json, at)));
    if (isEmpty) {
      at = skipBlanks(json, at);
      written += token + json.charAt(at++);
    } else if (token === '[' || token === '{') written += `${token}\n${STEP.repeat(++depth)}`;
    else if (token === ']' || token === '}') written += `\n${STEP.repeat(--depth)}${token}`;
    else if (token === ',') written += `,\n${STEP.repeat(depth)}`;
    else written += token === ':' ? ': ' : token;
  }
  return written;
}
