import type { Address } from '../facts/address.ts';
import type { Remedy, Snippet } from '../finding.ts';
import { quoted, snippet } from './snippet.ts';

/** Where a recording does not tell which page it was. */
const SOME_PAGE = 'https://your-page.example';

/** The server allows this page. Each form was tried against a server of its kind. */
export function allowPage({ page = SOME_PAGE, path, protocol, withCredentials }: Address): Remedy {
  const origin = quoted(page);
  const flask = snippet(
    'Flask',
    `
  socketio = SocketIO(
      app,
+     cors_allowed_origins=[${origin}],
  )`,
  );
  const python = snippet(
    'python-socketio',
    `
  sio = socketio.AsyncServer(
      async_mode="asgi",
+     cors_allowed_origins=[${origin}],
  )`,
  );
  const node = protocol === 'v2' ? nodeOfGeneration2(origin) : nodeOfGeneration4(origin, withCredentials);
  return {
    title: 'On the server',
    snippets: [node, flask, python, nginx(page, path, withCredentials)],
    note:
      page === SOME_PAGE
        ? 'Put the origin of your page there.'
        : `This page’s own origin is filled in. Only one of them may send the header: the server or the proxy.`,
  };
}

function nodeOfGeneration4(origin: string, withCredentials: boolean): Snippet {
  return snippet(
    'Node',
    `
  const io = new Server(httpServer, {
+   cors: { origin: [${origin}]${withCredentials ? ', credentials: true' : ''} },
  });`,
  );
}

function nodeOfGeneration2(origin: string): Snippet {
  return snippet(
    'Node',
    `
  const io = require("socket.io")(httpServer);
+ io.origins((origin, allow) => allow(null, origin === ${origin}));`,
  );
}

function nginx(page: string, path: string, withCredentials: boolean): Snippet {
  const credentials = '+     add_header Access-Control-Allow-Credentials true always;\n';
  return snippet(
    'nginx',
    `
  location ${path} {
+     add_header Access-Control-Allow-Origin "${page}" always;
${withCredentials ? credentials : ''}      proxy_pass http://127.0.0.1:3000;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      proxy_set_header Host $host;
  }`,
  );
}

/** An origin by name, and leave to send credentials: a browser takes no `*` together with them. */
export function allowCredentials({ page = SOME_PAGE }: Address): Remedy {
  const origin = quoted(page);
  return {
    title: 'On the server',
    snippets: [
      snippet(
        'Node',
        `
  const io = new Server(httpServer, {
    cors: {
+     origin: [${origin}],
+     credentials: true,
    },
  });`,
      ),
      snippet(
        'Flask',
        `
  socketio = SocketIO(
      app,
+     cors_allowed_origins=[${origin}],
+     cors_credentials=True,
  )`,
      ),
    ],
    note: 'With credentials the origin must be named: a browser does not take "*".',
  };
}

export function allowHeaders({ page = SOME_PAGE, headerNames }: Address): Remedy {
  const names = headerNames.map(quoted).join(', ');
  return {
    title: 'On the server',
    snippets: [
      snippet(
        'Node',
        `
  const io = new Server(httpServer, {
    cors: {
      origin: [${quoted(page)}],
+     allowedHeaders: [${names}],
    },
  });`,
      ),
    ],
    note: 'By default the cors package, which Socket.IO uses, allows the headers that the browser asks for: look for an allowedHeaders that leaves these out, or a proxy that answers OPTIONS itself.',
  };
}
