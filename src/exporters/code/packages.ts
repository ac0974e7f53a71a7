import type { Script } from './script.ts';
import { environmentName, isFromEnvironment, variablesIn } from './variables.ts';

/** For npm: the client of the server's generation. */
export function clientPackages({ connection }: Script): string {
  const isSecond = connection.protocol === 'v2';
  const parser = connection.parser === 'msgpack' ? [`socket.io-msgpack-parser@${isSecond ? 2 : 3}`] : [];
  return [`socket.io-client@${isSecond ? 2 : 4}`, ...parser].join(' ');
}

export function pythonPackages({ connection }: Script): string {
  const client = `"python-socketio[asyncio_client]${connection.protocol === 'v2' ? '<5' : '>=5,<6'}"`;
  return connection.parser === 'msgpack' ? `${client} msgpack` : client;
}

/** What has to be set before the program runs, as a shell writes it before the command. */
export function shellSettings(script: Script): string {
  const { authKeys, query } = script.connection;
  const auth = Object.fromEntries(authKeys.map((key) => [key, '…']));
  const settings = [
    ...(authKeys.length > 0 && script.connection.protocol !== 'v2'
      ? [`SOCKET_AUTH=${shellText(JSON.stringify(auth))}`]
      : []),
    ...query.flatMap(({ name, value }) => (value === undefined ? [`${environmentName(`query ${name}`)}=…`] : [])),
    ...variablesIn(script).flatMap((name) => (isFromEnvironment(name) ? [`${environmentName(name)}=…`] : [])),
  ];
  return settings.map((setting) => `${setting} `).join('');
}

export function shellText(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
