import type { Snippet } from '../finding.ts';
import { quoted, snippet } from './snippet.ts';

/** The handler answers. */
export function answering(event: string): readonly Snippet[] {
  return [
    snippet(
      'Node',
      `
  socket.on(${quoted(event)}, (payload, callback) => {
+   callback({ status: "ok" });
  });`,
    ),
    snippet(
      'Flask',
      `
  @socketio.on(${quoted(event)})
  def answer(payload):
+     return {"status": "ok"}`,
    ),
  ];
}

export function registerBeforeAwait(): Snippet {
  return snippet(
    'Node',
    `
  io.on("connection", async (socket) => {
+   socket.on("hello", (payload, callback) => callback("ok"));
    const user = await findUser(socket.handshake.auth);
  });`,
  );
}

export function answerOnce(): Snippet {
  return snippet(
    'Node',
    `
  io.on("connection", (socket) => {
+   socket.on("ask", (callback) => callback("once")); // once for each connection, and one call
  });`,
  );
}

export function listenOutside(): Snippet {
  return snippet(
    'Client',
    `
+ socket.on("news", show); // outside of "connect"
  socket.on("connect", () => {});`,
  );
}

export function otherName(): Snippet {
  return snippet(
    'Client',
    `
+ socket.emit("user:disconnect");`,
  );
}

/** What is emitted without a connection is not kept. */
export function dropOld(): readonly Snippet[] {
  return [
    snippet(
      'Client',
      `
+ socket.volatile.emit("position", position);`,
    ),
    snippet(
      'Client, all at once',
      `
  socket.on("connect", () => {
+   if (!socket.recovered) socket.sendBuffer = [];
  });`,
    ),
  ];
}

export function oneAttachment(): Snippet {
  return snippet(
    'Client',
    `
+ socket.emit("files", new Blob(files), files.map((file) => file.size));`,
  );
}

/** socket.io-parser takes it since 4.2.6; without it, 10. */
export function takeMoreAttachments(): Snippet {
  return snippet(
    'Node',
    `
  import { Decoder, Encoder } from "socket.io-parser";
+ class Roomy extends Decoder { constructor() { super({ maxAttachments: 100 }); } }
+ const io = new Server(httpServer, { parser: { Encoder, Decoder: Roomy } });`,
  );
}

export function connectAgain(): Snippet {
  return snippet(
    'Client',
    `
  socket.on("disconnect", (reason) => {
+   if (reason === "io server disconnect") socket.connect();
  });`,
  );
}
