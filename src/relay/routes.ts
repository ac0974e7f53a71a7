import { validateHeaderName, validateHeaderValue } from 'node:http';
import { optional, parseJson, pipe, record, safeParse, strictObject, string } from 'valibot';
import { fail, ok, type Result } from '../base/result.ts';
import { relayedIn } from '../wire/relay-url.ts';

/** Where requests go, and what the relay adds to them. */
export type Route = {
  /** An origin. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
};

// A connection takes one each time that it is made; the one used longest ago gives way.
const MAX_ROUTES = 1000;

// The connection's own: a message whose length or framing someone else decides is another message.
const NOT_TO_ADD =
  /^(connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-.*|sec-websocket-.*|x-sockscope-.*)$/;

const wishText = pipe(
  string(),
  parseJson(),
  strictObject({ target: string(), headers: optional(record(string(), string()), {}) }),
);

/** The routes of one run of the relay, by number. */
export class Routes {
  readonly #routes = new Map<number, Route>();
  #last = 0;

  /** Makes a route as the page wished it, JSON with `target` and `headers`. */
  open(text: string): Result<number, string> {
    const route = readRoute(text);
    if (!route.ok) return route;
    this.#routes.set(++this.#last, route.value);
    const [oldest] = this.#routes.keys();
    if (this.#routes.size > MAX_ROUTES && oldest !== undefined) this.#routes.delete(oldest);
    return ok(this.#last);
  }

  /** The route of a URL of the relay, and the path behind it; undefined where scheme or host are not the route's. */
  find(url: string): { readonly route: Route; readonly path: string } | undefined {
    const number = Number(/^\/relay\/(\d+)\//.exec(url)?.[1]);
    const route = this.#routes.get(number);
    const relayed = relayedIn(url);
    if (!route || relayed?.target !== route.target) return undefined;
    // Used just now, hence the last to give way.
    this.#routes.delete(number);
    this.#routes.set(number, route);
    return { route, path: relayed.path };
  }
}

function readRoute(text: string): Result<Route, string> {
  const wish = safeParse(wishText, text);
  if (!wish.success) return fail('A route is JSON with "target", an origin, and "headers", an object of strings.');
  const { target, headers } = wish.output;
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== target)
    return fail('The target is not an origin like http://localhost:3000.');
  const names = Object.keys(headers);
  const odd = names.find((name) => !isHeader(name, headers[name] ?? ''));
  if (odd !== undefined) return fail(`The header “${odd}” is none that HTTP allows.`);
  const barred = names.find((name) => NOT_TO_ADD.test(name.toLowerCase()));
  if (barred !== undefined) return fail(`The header “${barred}” belongs to the connection and cannot be set.`);
  return ok({ target, headers: Object.fromEntries(names.map((name) => [name.toLowerCase(), headers[name] ?? ''])) });
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
