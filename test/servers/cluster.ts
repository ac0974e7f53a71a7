import process from 'node:process';
import { programAt, startChild } from './child.ts';
import { NO_WEBTRANSPORT, nothingMissing, type RealServer } from './real-server.ts';

export const stickyCluster: RealServer = {
  name: 'two nodes, sticky sessions',
  path: '/socket.io/',
  speaks: 'v4',
  impossible: { webtransport: NO_WEBTRANSPORT },
  missing: nothingMissing,
  start: () => startChild(process.execPath, ['--import', 'tsx', programAt('cluster.mjs')]),
};
