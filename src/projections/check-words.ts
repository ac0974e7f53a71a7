/** The checks that Sockscope makes of its own accord or when asked for a diagnosis, by the id that their traffic carries. */
const CHECK_WORDS: Readonly<Record<string, string>> = {
  auto: 'which protocol?',
  address: 'page and address',
  handshake: 'read the handshake',
  reachable: 'is anyone there?',
  'plain-request': 'without credentials and headers',
  'websocket-4': 'WebSocket, EIO=4',
  'websocket-3': 'WebSocket, EIO=3',
  namespace: 'namespace and auth',
  upgrade: 'upgrade to WebSocket',
  sticky: 'sticky sessions',
  parser: 'parser',
};

export function checkWords(probe: string): string {
  return `check: ${Object.hasOwn(CHECK_WORDS, probe) ? CHECK_WORDS[probe] : probe}`;
}
