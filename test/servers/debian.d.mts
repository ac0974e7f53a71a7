export const PYTHON: string;
export type PythonModule =
  'flask_socketio' | 'eventlet' | 'gevent' | 'geventwebsocket' | 'socketio' | 'aiohttp' | 'uvicorn' | 'websockets';
export const PACKAGES: Readonly<Record<PythonModule, string>>;
export function missingPackages(modules?: readonly PythonModule[]): readonly string[];
export function installMissing(): void;
