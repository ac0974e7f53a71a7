// A Socket.IO server in a process of its own, to be killed. Says its port on stdout once it listens.
import { createServer } from 'node:http';
import process from 'node:process';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { cors: { origin: true } });
io.on('connection', (socket) => socket.emit('welcome', process.argv[3]));
http.listen(Number(process.argv[2]), '127.0.0.1', () => process.stdout.write(`${http.address().port}\n`));
