/** Where a URL of the relay leads. */
export type Relayed = {
  /** Origin of the server behind the relay. */
  readonly target: string;
  /** Path and query as the server sees them. */
  readonly path: string;
};

const RELAY_PATH = /^(?:[a-z]+:\/\/[^/]+)?\/relay\/\d+\/(https?)\/([^/?#]+)(.*)$/;

/** Path on the relay at which `target` (an origin) answers; `route` is the number that the relay gave to it. */
export function relayPrefix(route: number, target: string): string {
  const [scheme = 'http', host = ''] = target.split('://');
  return `/relay/${route}/${scheme}/${host}`;
}

/** What stands behind the relay in `url`; undefined for any other URL. */
export function relayedIn(url: string): Relayed | undefined {
  const [, scheme, host, path] = RELAY_PATH.exec(url) ?? [];
  return scheme === undefined ? undefined : { target: `${scheme}://${host}`, path: path === '' ? '/' : (path ?? '/') };
}
