import type { FaultName, FaultsOn } from '../../capture/line/fault.ts';
import type { ConnectionState } from '../../worker/remote.ts';
import { formatPlural } from '../format.ts';

export type FaultWords = { readonly name: string; readonly does: string; readonly seen: string };

/** What a fault does here, and what will be seen of it: measured with socket.io 4.8 and 2.5, engine.io 6.6 and 3.6. */
export function faultWords(
  fault: FaultName,
  { protocol, transport }: Pick<ConnectionState, 'protocol' | 'transport'>,
): FaultWords {
  const isOld = protocol === 'v2' || protocol === 'eio3';
  const isPolling = transport === 'polling';
  switch (fault) {
    case 'close-engine':
      return {
        name: 'Close the engine',
        does: isPolling ? 'Posts close (1), as a client that leaves.' : 'Closes the WebSocket with a close frame.',
        seen: 'Here “forced close”, at the server “transport close”, at once.',
      };
    case 'drop-transport':
      return {
        name: 'Drop the transport',
        does: isPolling
          ? 'Aborts the poll, without a goodbye.'
          : 'Falls silent on the WebSocket, like a pulled cable: a page cannot cut one.',
        seen: isPolling
          ? 'Here “transport close” at once, at the server “transport error”, or in time “ping timeout” if it held no poll.'
          : 'Here “transport close” at once, at the server in time “ping timeout”.',
      };
    case 'refuse-upgrade':
      return {
        name: 'Refuse the upgrade',
        does: 'The WebSocket of the next upgrade is not opened.',
        seen:
          transport === 'websocket'
            ? 'Then “upgrade_error”, and polling goes on. This session has upgraded: close the engine.'
            : 'Then “upgrade_error”, and polling goes on.',
      };
    case 'withhold-heartbeat':
      return {
        name: isOld ? 'Withhold pings' : 'Withhold pongs',
        does: isOld
          ? 'No ping leaves: in generation 3 the client pings.'
          : 'No pong leaves: the server’s pings go unanswered.',
        seen: isOld
          ? 'The server ends the session pingInterval + pingTimeout after the last packet: “ping timeout”.'
          : 'The server ends the session pingTimeout after its ping: “ping timeout”.',
      };
    case 'delay':
      return {
        name: 'Delay what is sent',
        does: 'Every packet leaves that much later, in order, heartbeats too.',
        seen: isPolling
          ? 'Late acks. What comes meanwhile goes with the next POST.'
          : 'Late acks; the row stands at the time when it left.',
      };
    case 'lose':
      return {
        name: 'Lose messages',
        does: 'The next messages never leave, attachments and all.',
        seen: 'A row “lost” for each, and no ack.',
      };
    case 'duplicate':
      return {
        name: 'Duplicate messages',
        does: 'The next messages leave twice, attachments and all.',
        seen: 'A row “duplicated” for each; handlers run twice.',
      };
  }
}

/** "2 faults on"; empty where none is. */
export function faultsFigure(faults: FaultsOn | undefined): string {
  const count = Object.keys(faults ?? {}).length;
  return count === 0 ? '' : `${formatPlural(count, 'fault')} on`;
}
