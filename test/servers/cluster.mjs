// Two Socket.IO 4.8 nodes behind one port, with sticky sessions. Says its port once both take connections.
import { createAdapter, setupPrimary } from '@socket.io/cluster-adapter';
import { setupMaster, setupWorker } from '@socket.io/sticky';
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import process from 'node:process';
import { Server } from 'socket.io';
import { behave } from './behaviour.ts';

const NODES = 2;

if (cluster.isPrimary) {
  const http = createServer();
  setupMaster(http, { loadBalancingMethod: 'round-robin' });
  setupPrimary();
  // Requests are handed on as bytes, which JSON between the processes would not keep.
  cluster.setupPrimary({ serialization: 'advanced' });
  let ready = 0;
  cluster.on('message', (worker, message) => {
    // After the listener of setupMaster, which has taken the session down by now.
    if (message.type === 'sticky:connection') worker.send({ type: 'bound', sid: message.data });
    if (message !== 'ready' || ++ready < NODES) return;
    http.listen(0, '127.0.0.1', () => process.stdout.write(`${http.address().port}\n`));
  });
  for (let i = 0; i < NODES; i++) cluster.fork();
} else {
  const io = new Server(createServer(), { cors: { origin: '*' } });
  io.adapter(createAdapter());
  setupWorker(io);
  const nextId = io.engine.generateId;
  io.engine.generateId = (request) => bound(nextId.call(io.engine, request));
  behave(io, `node ${cluster.worker.id} of a cluster`);
  process.send('ready');
}

/**
 * The id, once the primary knows whose it is. @socket.io/sticky 2.0.1 tells it only while the handshake is answered, so
 * a quick client's next request may come first and find the other node: 4 of 200 did so on a busy machine.
 */
function bound(sid) {
  return new Promise((resolve) => {
    const take = (message) => {
      if (message.type !== 'bound' || message.sid !== sid) return;
      process.off('message', take);
      resolve(sid);
    };
    process.on('message', take);
    process.send({ type: 'sticky:connection', data: sid });
  });
}
