const CLIENT: Readonly<Record<string, string>> = {
  connect:
    'The client library reports the namespace as connected; your own “connect” handler would run now. No frame says this: it is what the library makes of the CONNECT that it received.',
  disconnect:
    'The client library reports the namespace as disconnected, with its reason. After “io server disconnect” and “io client disconnect” it stays so; after any other reason it tries again.',
  connect_error:
    'The client library could not connect; this is all that it tells a program. If a transport failed it tries again; if the server refused the namespace it does not.',
  close:
    'The Engine.IO session is over. With reconnection on, the client waits and tries again; its next session gets a new sid.',
  reconnect_attempt:
    'The client tries again. The delay doubles with each attempt up to reconnectionDelayMax, and is spread at random, so that a thousand clients do not come back at the same moment.',
  reconnect_error: 'An attempt to reconnect failed. The next follows after a longer delay.',
  reconnect_failed:
    'The client has given up reconnecting: reconnectionAttempts are used up. Only your program can begin anew.',
  reconnect:
    'The connection is back, in a new Engine.IO session. Each namespace connects again next; what the server emitted meanwhile is lost, unless connection state recovery is on.',
  upgrading: 'The client begins to probe a better transport. Polling goes on meanwhile.',
  upgrade:
    'The client library reports that the upgrade is done. From here on there is one channel and no more requests.',
  upgrade_error:
    'The probe of the new transport failed. The connection stays on the old one and works on, with more overhead.',
  protocol:
    'Sockscope reads the connection so from here on: found out, remembered from the last time, or chosen by you. No frame says which protocol is spoken; a wrong choice makes sound frames look malformed.',
  probe:
    'What a check of Sockscope’s own has found. Its traffic stands above, marked as such, and is no part of your connection.',
  ignored: 'Options that this generation of the client does not have. They have no effect.',
  withheld:
    'A heartbeat that the client would have sent now, and that a fault of yours holds back: nothing crossed. A server that hears no heartbeat ends the session after pingTimeout; if the fault ends before, what is owed is sent.',
  lost: 'A message that the client takes for sent, and that a fault of yours threw away: nothing crossed.',
  duplicated: 'A message that a fault of yours sends twice. To the server it is two messages.',
  ack_timeout:
    'No acknowledgement came within the timeout, and the emitter’s callback got an error. An answer that still comes is late: it is shown, but the callback will not run.',
};

const USER: Readonly<Record<string, string>> = {
  connect:
    'You told Sockscope to connect, with these options. The client takes it from here: what it does stands below.',
  disconnect: 'You told Sockscope to disconnect. The client says goodbye in each namespace and closes its transport.',
  emit: 'You emitted an event. While the namespace is not connected the client keeps it in a buffer, so its packet may come later; a volatile one is dropped instead.',
  replay: 'You sent a recorded event again. It is a new packet, with an acknowledgement id of its own.',
  answer: 'An event of the server is answered, by you or by a rule of yours: the acknowledgement follows.',
  diagnose: 'You asked for a diagnosis: the checks follow, each with its own traffic.',
  join: 'You joined a namespace on a connection that was there already. A CONNECT for it follows.',
  leave: 'You left a namespace; the others of the connection go on.',
  mark: 'You set a mark here.',
  raw: 'You sent this exactly as you typed it: no client checked or would have sent it. What the server makes of it follows.',
  fault: 'You brought about a fault on this connection. What it does to packets stands in rows of its own.',
  fault_end: 'The fault is over: ended by you, used up, or because you disconnected.',
};

export function clientPurpose(event: string): string {
  return CLIENT[event] ?? `The client library reports “${event}”. No frame shows this.`;
}

export function userPurpose(action: string): string {
  return USER[action] ?? `What you did: ${action}.`;
}
