import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startChild } from '../../servers/child.ts';
import type { Lab } from '../lab.ts';

/** The one before it decides by request, as a proxy does; this one by connection, as a balancer of TCP does. */
export const clusterWithoutStickySessions: Lab = {
  id: 'T3',
  name: 'a cluster of two nodes without sticky sessions',
  async start() {
    const running = await startChild(process.execPath, [fileURLToPath(new URL('../cluster.mjs', import.meta.url))]);
    // A browser that asks twice over one kept connection may stay with one node; its WebSocket is a connection of its own.
    return { ...running, act: (hands) => hands.status('reconnecting', 'connected') };
  },
  expects: { cause: /sticky/i, remedy: /ip_hash|sticky|cookie/, certainty: 'certain' },
  needsDiagnose: true,
};
