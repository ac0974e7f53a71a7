import EngineV3 from 'engine.io-client-v3';
import type { OpenConnection } from './clients.ts';
import { ConnectionEngine, ignoredByBare, type OpenEngine } from './connection-engine.ts';
import { engineAddress } from './engine-address.ts';
import { engineOptionsV3, ignoredByV3, openEngineV3 } from './engine-v3.ts';
import { Line } from './line/line.ts';

/** engine.io-client 3: bare Engine.IO 1 to 3. */
export const openBareV3: OpenConnection = (options, recorder, onchange) => {
  const { origin } = engineAddress(options, recorder.relay);
  const line = new Line(recorder, onchange);
  const openEngine: OpenEngine = (listener) => {
    const open = (): EngineV3 => new EngineV3(origin, engineOptionsV3(options, recorder));
    const engine = openEngineV3(recorder, line, open, (opened) => opened);
    engine.on('open', () => listener.onopen());
    engine.on('error', (error) => listener.onerror(error));
    engine.on('close', (reason, description) => listener.onclose(reason, description));
    engine.on('upgrading', ({ name }) => listener.onupgrading(name));
    engine.on('upgrade', ({ name }) => listener.onupgrade(name));
    engine.on('upgradeError', (error) => listener.onupgradeerror(error));
    return engine;
  };
  const ignored = [...new Set([...ignoredByBare(options), ...ignoredByV3(options)])];
  const connection = new ConnectionEngine('eio3', openEngine, line, ignored, options, recorder, onchange);
  connection.open();
  return connection;
};
