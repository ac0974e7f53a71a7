import type { IncomingMessage, ServerResponse } from 'node:http';

/** CORS for every page, credentials and all: the fault shall lie elsewhere. */
export function allowAnyPage(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const { origin = '*' } = request.headers;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  if (request.method !== 'OPTIONS') return next();
  response.writeHead(204, { 'Access-Control-Allow-Headers': '*' }).end();
}
