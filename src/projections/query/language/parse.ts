import { fail, ok, type Result } from '../../../base/result.ts';
import { tokensOf, type Token } from './lex.ts';
import { EVERYTHING, type Query, type QueryProblem } from '../query.ts';
import { termFrom } from './term.ts';

type Read = Result<Query, QueryProblem>;

/** More would exhaust the stack in whoever walks through it. */
const DEEPEST = 200;

/** Terms side by side must all hold, `or` binds weaker, `not` and `-` stronger. An empty text is everything. */
export function parseQuery(text: string): Read {
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  if (tokens.value.length === 0) return ok(EVERYTHING);
  return new Parser(tokens.value, text.length).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  whole(): Read {
    const query = this.#alternatives();
    const left = this.#peek();
    // What reads terms stops only at a bracket that nothing has opened.
    return query.ok && left ? problem(left, 'This “)” closes nothing; quote it to search for it') : query;
  }

  #alternatives(): Read {
    return this.#joined(
      'or',
      () => this.#together(),
      (token) => token.kind === 'or',
    );
  }

  #together(): Read {
    const isEnd = (token: Token): boolean => token.kind === ')' || token.kind === 'or';
    return this.#joined(
      'and',
      () => this.#one(),
      (token) => !isEnd(token),
    );
  }

  #joined(op: 'and' | 'or', read: () => Read, goesOn: (token: Token) => boolean): Read {
    const of: Query[] = [];
    for (;;) {
      const one = read();
      if (!one.ok) return one;
      of.push(one.value);
      const token = this.#peek();
      if (!token || !goesOn(token)) break;
      if (token.kind === op) this.#next++;
    }
    const [only] = of;
    return ok(only && of.length === 1 ? only : { op, of });
  }

  #one(): Read {
    const token = this.#peek();
    if (!token) return this.#missing();
    switch (token.kind) {
      case 'word': {
        this.#next++;
        const term = termFrom(token);
        return term.ok ? ok({ op: 'term', term: term.value }) : term;
      }
      case '(':
        return this.#deeper(token, () => this.#group(token));
      case 'not':
      case '-':
        return this.#deeper(token, () => this.#negated(token));
      case ')':
      case 'and':
      case 'or':
        return this.#missing(token);
    }
  }

  #deeper(token: Token, read: () => Read): Read {
    if (this.#depth === DEEPEST) return problem(token, `More than ${DEEPEST} brackets within each other`);
    this.#depth++;
    const query = read();
    this.#depth--;
    return query;
  }

  #group(open: Token): Read {
    this.#next++;
    const inside = this.#alternatives();
    if (!inside.ok) return inside;
    if (this.#peek()?.kind !== ')') return problem(open, 'This “(” is not closed');
    this.#next++;
    return inside;
  }

  #negated(token: Token): Read {
    this.#next++;
    const next = this.#peek();
    const isFollowed = next && next.kind !== ')' && (token.kind === 'not' || next.at === token.end);
    if (!isFollowed) return problem(token, `Nothing follows the “${token.value}”`);
    const of = this.#one();
    return of.ok ? ok({ op: 'not', of: of.value }) : of;
  }

  #missing(token?: Token): Read {
    const before = this.#tokens[this.#next - 1];
    if (before && before.kind !== 'word') return problem(before, `Nothing follows the “${before.value}”`);
    if (token) return problem(token, `Nothing stands before the “${token.value}”`);
    return fail({ message: 'Something is missing here', offset: this.#end, length: 0 });
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }
}

function problem({ at, end }: Token, message: string): Read {
  return fail({ message, offset: at, length: end - at });
}
