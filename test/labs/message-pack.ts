import { createRequire } from 'node:module';
import type { ServerOptions } from 'socket.io';

// CommonJS without named exports, and typed as if it had them.
export const parser: ServerOptions['parser'] = createRequire(import.meta.url)('socket.io-msgpack-parser');
