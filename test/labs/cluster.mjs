// Two Socket.IO nodes that share a port, each connection (of one request) going to the next one: without sticky sessions.
import { createAdapter, setupPrimary } from '@socket.io/cluster-adapter';
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import process from 'node:process';
import { Server } from 'socket.io';

const NODES = 2;

if (cluster.isPrimary) {
  setupPrimary();
  cluster.setupPrimary({ serialization: 'advanced' });
  cluster.schedulingPolicy = cluster.SCHED_RR;
  let listening = 0;
  // A port that the system picks is the same for all nodes.
  cluster.on('listening', (_, { port }) => ++listening === NODES && process.stdout.write(`${port}\n`));
  for (let i = 0; i < NODES; i++) cluster.fork();
} else {
  const http = createServer();
  // Over kept connections chance may lead all of a check to one node.
  http.maxRequestsPerSocket = 1;
  const io = new Server(http, { cors: { origin: true, credentials: true } });
  io.adapter(createAdapter());
  io.on('connection', (socket) => socket.emit('welcome', `node ${cluster.worker.id}`));
  http.listen(0, '127.0.0.1');
}
