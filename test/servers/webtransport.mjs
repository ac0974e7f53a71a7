// Socket.IO 4.8 over WebTransport, on Deno, which has HTTP/3. Says its port once it listens.
import { createServer } from 'node:https';
import process from 'node:process';
import { Server } from 'socket.io';
import { behave } from './behaviour.ts';

const [keyFile, certFile] = Deno.args;
const [key, cert] = [Deno.readTextFileSync(keyFile), Deno.readTextFileSync(certFile)];

const http = createServer({ key, cert }, (_, response) => response.end());
// Without `cors`: with it, engine.io 6.6 closes every WebTransport session. So CORS is done by hand.
const io = new Server(http, { transports: ['polling', 'websocket', 'webtransport'] });
io.engine.on('headers', (headers) => (headers['Access-Control-Allow-Origin'] = '*'));
behave(io, 'socket.io 4.8 over WebTransport');
http.listen(0, '127.0.0.1', () => void accept(http.address().port));

async function accept(port) {
  const endpoint = new Deno.QuicEndpoint({ hostname: '127.0.0.1', port });
  const listener = endpoint.listen({ key, cert, alpnProtocols: ['h3'] });
  process.stdout.write(`${port}\n`);
  for await (const incoming of listener) void openSession(incoming);
}

async function openSession(incoming) {
  try {
    const session = await Deno.upgradeWebTransport(await incoming.accept());
    await session.ready;
    io.engine.onWebTransportSession(session);
  } catch (error) {
    // A browser that does not trust the certificate, say: the others go on.
    process.stderr.write(`${error}\n`);
  }
}
