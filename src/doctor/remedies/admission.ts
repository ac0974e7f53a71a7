import type { Snippet } from '../finding.ts';
import { quoted, snippet } from './snippet.ts';

export function allowRequest(): Snippet {
  return snippet(
    'Node',
    `
  const io = new Server(httpServer, {
+   allowRequest: (req, decide) => decide(null, isAllowed(req)),
  });`,
  );
}

export function callNext(): Snippet {
  return snippet(
    'Node',
    `
  io.use((socket, next) => {
+   next(); // or next(new Error("not authorized")), on every way through
  });`,
  );
}

export function registerNamespace(nsp: string): readonly Snippet[] {
  return [
    snippet(
      'Node',
      `
+ io.of(${quoted(nsp)}).on("connection", (socket) => {});`,
    ),
    snippet(
      'Flask',
      `
+ @socketio.on("connect", namespace=${quoted(nsp)})
  def connected(auth):
      pass`,
    ),
  ];
}

/** Between the processes of one machine. */
export function stickyWorkers(): Snippet {
  return snippet(
    'Node',
    `
  import { setupMaster, setupWorker } from "@socket.io/sticky";
  // in the primary process:
+ setupMaster(httpServer, { loadBalancingMethod: "least-connection" });
  // in each worker:
+ setupWorker(io);`,
  );
}
