import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import { connect, type Socket as TcpSocket } from 'node:net';
import { serve, type Served } from './serving.ts';

export type Faults = {
  /** Answers a request itself: true where it did. */
  answer?(request: IncomingMessage, response: ServerResponse): boolean;
  /** What becomes of an upgrade; passed on where there is none. */
  upgrade?(request: IncomingMessage, socket: TcpSocket, passOn: () => void): void;
  /** Where the next request goes, instead of `target`. */
  next?(): Served;
  /** Both ends of a WebSocket that was passed on. */
  joined?(near: TcpSocket, far: TcpSocket): void;
};

/** A reverse proxy that passes on everything but what its faults are. */
export function serveProxy(target: Served, faults: Faults = {}): Promise<Served> {
  const proxy = createServer((request, response) => {
    if (!faults.answer?.(request, response)) forward(request, response, faults.next?.() ?? target);
  });
  proxy.on('upgrade', (request: IncomingMessage, socket: TcpSocket) => {
    socket.on('error', () => undefined);
    const passOn = (): void => join(request, socket, faults.next?.() ?? target, faults);
    if (faults.upgrade) faults.upgrade(request, socket, passOn);
    else passOn();
  });
  return serve(proxy);
}

/** Node leaves `Upgrade` and `Connection` out unless they are put in: exactly the fault of many a proxy. */
export function forward(request: IncomingMessage, response: ServerResponse, { port }: Pick<Served, 'port'>): void {
  const { upgrade: _, connection: __, ...headers } = request.headers;
  const { method, url: path } = request;
  const passed = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.destroy());
  response.on('close', () => passed.destroy());
  request.pipe(passed);
}

function join(request: IncomingMessage, near: TcpSocket, target: Served, faults: Faults): void {
  const far = connect(target.port, '127.0.0.1', () => {
    far.write(`${request.method} ${request.url} HTTP/1.1\r\n${headerLines(request)}\r\n`);
    near.pipe(far).pipe(near);
    faults.joined?.(near, far);
  });
  far.on('error', () => near.destroy());
  near.on('close', () => far.destroy());
  far.on('close', () => near.destroy());
}

function headerLines({ rawHeaders }: IncomingMessage): string {
  let lines = '';
  for (let i = 0; i < rawHeaders.length; i += 2) lines += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`;
  return lines;
}
