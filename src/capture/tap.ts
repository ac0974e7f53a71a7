import { tappedWebSocket } from './tap-websocket.ts';
import { tappedXMLHttpRequest } from './tap-xhr.ts';

type Scope = { WebSocket: typeof WebSocket; XMLHttpRequest: typeof XMLHttpRequest };

/** Must run before a client module is imported: engine.io-client reads `WebSocket` while it loads. */
export function installTap(scope: Scope): void {
  scope.WebSocket = tappedWebSocket(scope.WebSocket);
  scope.XMLHttpRequest = tappedXMLHttpRequest(scope.XMLHttpRequest);
}
