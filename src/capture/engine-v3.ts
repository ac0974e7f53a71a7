import type EngineV3 from 'engine.io-client-v3';
import type { EngineOptionsV3, TransportV3 } from 'engine.io-client-v3';
import type { ConnectOptions } from './connect-options.ts';
import { engineAddress } from './engine-address.ts';
import type { Line } from './line/line.ts';
import { onBehalfOf, type Recorder } from './recorder.ts';
import { TRANSPORT_NAMES, type TransportName } from './transport-names.ts';

/** What engine.io-client 3 is told, and socket.io-client 2 hands on to it. */
export function engineOptionsV3(options: ConnectOptions, recorder: Recorder): EngineOptionsV3 {
  const { headers, protocols } = options;
  return {
    path: engineAddress(options, recorder.relay).path,
    transports: transportsV3(options),
    upgrade: options.upgrade,
    rememberUpgrade: options.rememberUpgrade,
    forceBase64: options.forceBase64,
    withCredentials: options.withCredentials,
    // Polling by script elements would run what the server sends, and a worker has no document.
    jsonp: false,
    ...(options.timestampRequests ? { timestampRequests: true } : {}),
    ...(options.query ? { query: { ...options.query } } : {}),
    transportOptions: {
      // In a browser it drops `extraHeaders` of the whole, but not those of a transport (engine.io-client 3.5, `socket.js`).
      polling: headers && !recorder.relay ? { extraHeaders: { ...headers } } : {},
      websocket: protocols.length > 0 ? { protocols: [...protocols] } : {},
    },
  };
}

/** It knows no WebTransport; where nothing else was wanted it takes what it has. */
function transportsV3({ transports }: ConnectOptions): TransportName[] {
  const known = TRANSPORT_NAMES[transports].filter((name) => name !== 'webtransport');
  return known.length > 0 ? known : ['polling', 'websocket'];
}

/** What of the options generation 3 cannot do, by their names. */
export function ignoredByV3({ tryAllTransports, transports, retries }: ConnectOptions): readonly string[] {
  return [
    ...(TRANSPORT_NAMES[transports].includes('webtransport') ? ['webtransport'] : []),
    ...(tryAllTransports ? ['tryAllTransports'] : []),
    ...(retries === undefined ? [] : ['retries']),
  ];
}

/**
 * Generation 3 takes no transport classes. It opens the first channel while `open` runs, and all later ones (polls,
 * the upgrade) in two methods of its transports, which are wrapped one by one.
 */
export function openEngineV3<T>(recorder: Recorder, line: Line, open: () => T, engineOf: (opened: T) => EngineV3): T {
  const opened = onBehalfOf(recorder, open);
  const engine = engineOf(opened);
  const createTransport = engine.createTransport.bind(engine);
  const taken = (transport: TransportV3): TransportV3 => {
    onBehalf(recorder, transport);
    line.take(transport);
    return transport;
  };
  engine.createTransport = (name) => taken(createTransport(name));
  taken(engine.transport);
  return opened;
}

function onBehalf(recorder: Recorder, transport: TransportV3): void {
  const { request, doOpen } = transport;
  if (request) transport.request = (...args) => onBehalfOf(recorder, () => Reflect.apply(request, transport, args));
  transport.doOpen = (...args) => onBehalfOf(recorder, () => Reflect.apply(doOpen, transport, args));
}
