import type { Remedy, Snippet } from '../finding.ts';
import { quoted, snippet } from './snippet.ts';

export function onServer(snippets: readonly Snippet[], note?: string): Remedy {
  return { title: 'On the server', snippets, ...(note === undefined ? {} : { note }) };
}

export function inProxy(snippets: readonly Snippet[], note?: string): Remedy {
  return { title: 'In the proxy', snippets, ...(note === undefined ? {} : { note }) };
}

/** Where there is nothing to paste. */
export function advice(title: string, note: string): Remedy {
  return { title, snippets: [], note };
}

/** An option of `new Server`, of Flask-SocketIO where it has it. `node` and `python` are expressions. */
export function serverOption(name: string, node: string, python?: readonly [name: string, value: string]): Remedy {
  const forNode = snippet(
    'Node',
    `
  const io = new Server(httpServer, {
+   ${name}: ${node},
  });`,
  );
  const [option, value] = python ?? [];
  if (option === undefined || value === undefined) return onServer([forNode]);
  const forFlask = snippet(
    'Flask',
    `
  socketio = SocketIO(
      app,
+     ${option}=${value},
  )`,
  );
  return onServer([forNode, forFlask]);
}

export function serverPath(path: string): Remedy {
  return onServer(
    [
      snippet(
        'Node',
        `
  const io = new Server(httpServer, {
+   path: ${quoted(path)},
  });`,
      ),
      snippet(
        'Flask',
        `
  socketio = SocketIO(
      app,
+     path=${quoted(path.replace(/^\/|\/$/g, ''))},
  )`,
      ),
    ],
    'Or put the server’s own path into the connection options here: it is no namespace, and the default is /socket.io/.',
  );
}
