import { stickyCluster } from './cluster.ts';
import { engineIo3, engineIo6 } from './engine-io.ts';
import { pythonServers } from './python.ts';
import type { RealServer } from './real-server.ts';
import { socketIo1 } from './socket-io-1.ts';
import { socketIo2 } from './socket-io-2.ts';
import { socketIo3 } from './socket-io-3.ts';
import { socketIo4 } from './socket-io-4.ts';
import { webTransport } from './webtransport.ts';

/** Every server of the matrix, in the order of its table. */
export const REAL_SERVERS: readonly RealServer[] = [
  socketIo1,
  socketIo2,
  socketIo3,
  ...socketIo4,
  engineIo6,
  engineIo3,
  ...pythonServers,
  stickyCluster,
  webTransport,
];
