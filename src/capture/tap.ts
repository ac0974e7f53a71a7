import { tappedWebSocket } from './tap-websocket.ts';
import { tappedWebTransport } from './tap-webtransport.ts';
import { tappedXMLHttpRequest } from './tap-xhr.ts';

type Scope = {
  WebSocket: typeof WebSocket;
  XMLHttpRequest: typeof XMLHttpRequest;
  /** Not in every browser. */
  WebTransport?: typeof WebTransport;
};

/** Must run before a client module is imported: engine.io-client reads `WebSocket` while it loads. */
export function installTap(scope: Scope): void {
  scope.WebSocket = tappedWebSocket(scope.WebSocket);
  scope.XMLHttpRequest = tappedXMLHttpRequest(scope.XMLHttpRequest);
  if (scope.WebTransport) scope.WebTransport = tappedWebTransport(scope.WebTransport);
}
