import { inside } from './line/inside.ts';

/** Bytes that wait in a WebSocket from which on it is better to wait. */
const MOST_BYTES = 256 * 1024;

/**
 * Whether what is given to an Engine.IO socket of either generation leaves soon: less than `mostPackets` wait in it. True
 * where it is not open.
 */
export function engineHasRoom(engine: object | undefined, mostPackets: number): boolean {
  if (!engine) return true;
  const packets: unknown = inside(engine, 'writeBuffer');
  const transport: unknown = inside(engine, 'transport');
  const socket: unknown = isObject(transport) ? inside(transport, 'ws') : undefined;
  const bytes: unknown = isObject(socket) ? inside(socket, 'bufferedAmount') : 0;
  return !(Array.isArray(packets) && packets.length >= mostPackets) && !(Number(bytes) > MOST_BYTES);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
