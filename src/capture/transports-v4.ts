import { WebSocket, WebTransport, XHR } from 'engine.io-client';
import type { SocketOptions, TransportCtor } from 'engine.io-client';
import type { ConnectOptions } from './connect-options.ts';
import { engineAddress } from './engine-address.ts';
import type { Line } from './line/line.ts';
import { onBehalfOf, type Recorder } from './recorder.ts';
import { TRANSPORT_NAMES } from './transport-names.ts';

/** The transports of Engine.IO 4, whose channels are recorded by `recorder`, in the order in which they are tried. */
function transportsFor(options: ConnectOptions, recorder: Recorder, line: Line): TransportCtor[] {
  const classes = {
    polling: class extends XHR {
      constructor(transportOptions: Record<string, unknown>) {
        super(transportOptions);
        line.take(this);
      }

      override request(requestOptions?: Record<string, unknown>) {
        return onBehalfOf(recorder, () => super.request(requestOptions));
      }
    },
    websocket: class extends WebSocket {
      constructor(transportOptions: Record<string, unknown>) {
        super(transportOptions);
        line.take(this);
      }

      override createSocket(uri: string, protocols: string | string[] | undefined, extra: Record<string, unknown>) {
        return onBehalfOf(recorder, (): unknown => super.createSocket(uri, protocols, extra));
      }
    },
    webtransport: class extends WebTransport {
      constructor(transportOptions: Record<string, unknown>) {
        super(transportOptions);
        line.take(this);
      }

      override doOpen() {
        return onBehalfOf(recorder, () => super.doOpen());
      }
    },
  };
  return TRANSPORT_NAMES[options.transports].map((name) => classes[name]);
}

/** What engine.io-client 6 is told, and socket.io-client 4 hands on to it. */
export function engineOptionsV4(options: ConnectOptions, recorder: Recorder, line: Line): SocketOptions {
  const hashes = options.certificateHashes.map((hash) => ({ algorithm: 'sha-256', value: bytesOf(hash) }));
  return {
    path: engineAddress(options, recorder.relay).path,
    transports: transportsFor(options, recorder, line),
    tryAllTransports: options.tryAllTransports,
    upgrade: options.upgrade,
    rememberUpgrade: options.rememberUpgrade,
    forceBase64: options.forceBase64,
    withCredentials: options.withCredentials,
    // Left out, polling is stamped and WebSocket is not; `false` would stop the former too.
    ...(options.timestampRequests ? { timestampRequests: true } : {}),
    ...(options.query ? { query: { ...options.query } } : {}),
    // The relay adds them by itself, on a WebSocket too.
    ...(options.headers && !recorder.relay ? { extraHeaders: { ...options.headers } } : {}),
    ...(options.protocols.length > 0 ? { protocols: [...options.protocols] } : {}),
    ...(hashes.length > 0 ? { transportOptions: { webtransport: { serverCertificateHashes: hashes } } } : {}),
  };
}

/** `hash` is in hexadecimal, with or without colons. */
function bytesOf(hash: string): ArrayBuffer {
  const digits = hash.replaceAll(':', '').match(/../g) ?? [];
  return Uint8Array.from(digits, (pair) => parseInt(pair, 16)).buffer;
}
