import type { AnswerOf, Check, Known } from '../inquiry.ts';

/** What can be told without asking anyone: what the browser will not let through, and what cannot be meant. */
export const checkAddress: Check<'address'> = (_, known) => Promise.resolve(addressAnswer(known));

export function addressAnswer({ options, page }: Known): AnswerOf<'address'> {
  const target = new URL(options.url);
  // Behind the relay, which is on this machine, none of the browser's own rules hold for the target.
  if (!options.useRelay) {
    if (!page.isOnline && !isLoopback(target.hostname)) return found('offline', 'the browser says that it is offline');
    if (page.origin.startsWith('https:') && target.protocol === 'http:' && !isLoopback(target.hostname)) {
      return found('mixed-content', `a page from ${page.origin} may not open ${options.url}`);
    }
    if (needsPermission(page.origin, target.hostname) && page.localNetwork !== 'granted') {
      const state = page.localNetwork === undefined ? 'not known' : page.localNetwork;
      return found('local-network', `${target.host} is local to this machine or network, permission ${state}`);
    }
  }
  const misplaced = options.namespaces.find((nsp) => /\/(socket|engine)\.io(\/|$)/.test(nsp));
  if (misplaced !== undefined)
    return found('path-as-namespace', `${misplaced} is a namespace here, and looks like a path`);
  if (options.headers && options.transports === 'websocket' && !options.useRelay) {
    return found('headers-on-websocket', 'a browser sends no headers of its own on a WebSocket');
  }
  return found('fine', 'nothing against it');
}

function found(outcome: AnswerOf<'address'>['outcome'], words: string): AnswerOf<'address'> {
  return { check: 'address', outcome, words };
}

/** Local Network Access: Chromium asks before a page from outside may reach in, and only for secure pages. */
function needsPermission(pageOrigin: string, host: string): boolean {
  const own = URL.canParse(pageOrigin) ? new URL(pageOrigin).hostname : '';
  return isInside(host) && !isInside(own);
}

function isLoopback(host: string): boolean {
  return host === '[::1]' || /^127\./.test(host) || host === 'localhost' || host.endsWith('.localhost');
}

/** Loopback, private (RFC 1918), link-local and unique local addresses. */
function isInside(host: string): boolean {
  if (isLoopback(host) || host.endsWith('.local')) return true;
  return /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host) || /^\[f[cd]|^\[fe[89ab]/.test(host);
}
