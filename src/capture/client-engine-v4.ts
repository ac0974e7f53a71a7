import { Socket } from 'engine.io-client';
import type { OpenConnection } from './clients.ts';
import { ConnectionEngine, ignoredByBare, type OpenEngine } from './connection-engine.ts';
import { engineAddress } from './engine-address.ts';
import { Line } from './line/line.ts';
import { engineOptionsV4 } from './transports-v4.ts';

/** engine.io-client 6: bare Engine.IO 4 and later. */
export const openBareV4: OpenConnection = (options, recorder, onchange) => {
  const { origin } = engineAddress(options, recorder.relay);
  const line = new Line(recorder, onchange);
  const openEngine: OpenEngine = (listener) => {
    const engine = new Socket(origin, engineOptionsV4(options, recorder, line));
    engine.on('open', () => listener.onopen());
    engine.on('error', (error) => listener.onerror(error));
    engine.on('close', (reason, description) => listener.onclose(reason, description));
    engine.on('upgrading', ({ name }) => listener.onupgrading(name));
    engine.on('upgrade', ({ name }) => listener.onupgrade(name));
    engine.on('upgradeError', (error) => listener.onupgradeerror(error));
    return engine;
  };
  const connection = new ConnectionEngine(
    'eio4',
    openEngine,
    line,
    ignoredByBare(options),
    options,
    recorder,
    onchange,
  );
  connection.open();
  return connection;
};
