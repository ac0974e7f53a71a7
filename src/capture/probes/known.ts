import type { ParserName } from '../../session/header.ts';
import type { ConnectOptions } from '../connect-options.ts';
import type { Ended, EngineSession } from './engine-session.ts';
import type { Generation } from './engine-url.ts';
import type { Inquiry, Known } from './inquiry.ts';
import { openPolling } from './polling-session.ts';
import { openBySocket } from './socket-session.ts';

/** The generation that the connection speaks, or would. */
export function askedGeneration({ protocol }: ConnectOptions): Generation {
  return protocol === 'v2' || protocol === 'eio3' ? 3 : 4;
}

export function parserOf({ parser }: ConnectOptions): ParserName {
  return parser === 'msgpack' ? 'msgpack' : 'default';
}

/** Engine.IO alone: no namespaces, nothing to CONNECT to. */
export function isBare({ protocol }: ConnectOptions): boolean {
  return protocol === 'eio4' || protocol === 'eio3';
}

/** Whether the connection begins by polling. */
export function beginsByPolling({ transports }: ConnectOptions): boolean {
  return transports.startsWith('polling');
}

export function canPoll({ reports }: Known): boolean {
  return pollingGeneration({ reports }) !== undefined;
}

function pollingGeneration({ reports }: Pick<Known, 'reports'>): Generation | undefined {
  const handshake = reports.find((report) => report.check === 'handshake')?.outcome;
  return handshake === 'generation-4' ? 4 : handshake === 'generation-3' ? 3 : undefined;
}

function socketGeneration({ reports }: Pick<Known, 'reports'>): Generation | undefined {
  const first = reports.find((report) => report.check === 'websocket-4')?.outcome;
  if (first === 'open-packet') return 4;
  const second = reports.find((report) => report.check === 'websocket-3')?.outcome;
  return first === 'open-and-connect' || second?.startsWith('open') ? 3 : undefined;
}

/** What the server speaks, as far as the checks could tell. */
export function generationOf(known: Known): Generation | undefined {
  return pollingGeneration(known) ?? socketGeneration(known);
}

/** A session by whatever the earlier checks found open, as the connection itself would begin. */
export async function openSession(inquiry: Inquiry, known: Known): Promise<EngineSession | Ended> {
  const bySocket = socketGeneration(known);
  const byPolling = pollingGeneration(known);
  if (byPolling !== undefined && (beginsByPolling(inquiry.options) || bySocket === undefined)) {
    return openPolling(inquiry, byPolling);
  }
  return openBySocket(inquiry, bySocket ?? 4);
}
