import type { Rule } from '../rule.ts';
import { byFault } from './ending/by-fault.ts';
import { heartbeatLost } from './ending/heartbeat-lost.ts';
import { kicked } from './ending/kicked.ts';
import { lost } from './ending/lost.ts';
import { regularCut } from './ending/regular-cut.ts';
import { serverless } from './ending/serverless.ts';
import { tabFrozen } from './ending/tab-frozen.ts';
import { tooLarge } from './ending/too-large.ts';
import { tooManyAttachments } from './ending/too-many-attachments.ts';
import { ackUnanswered } from './events/ack-unanswered.ts';
import { buffered } from './events/buffered.ts';
import { answeredTwice, doubledEvents, lateHandler } from './events/handlers.ts';
import { reservedEvent } from './events/reserved-event.ts';
import { newerServer } from './generation/newer-server.ts';
import { olderServer } from './generation/older-server.ts';
import { parserMismatch } from './generation/parser-mismatch.ts';
import { headersOnWebSocket } from './page/headers-on-websocket.ts';
import { localNetwork } from './page/local-network.ts';
import { mixedContent } from './page/mixed-content.ts';
import { offline } from './page/offline.ts';
import { pathAsNamespace } from './page/path-as-namespace.ts';
import { corsCredentials, corsHeaders } from './reaching/cors-with-more.ts';
import { cors } from './reaching/cors.ts';
import { gateway } from './reaching/gateway.ts';
import { hanging } from './reaching/hanging.ts';
import { html } from './reaching/html.ts';
import { noSocketIoHere } from './reaching/no-socketio-here.ts';
import { notSocketIo } from './reaching/not-socketio.ts';
import { redirected } from './reaching/redirected.ts';
import { relayAnswer } from './reaching/relay-answer.ts';
import { unreachable } from './reaching/unreachable.ts';
import { unreadable } from './reaching/unreadable.ts';
import { websocketRefused } from './reaching/websocket-refused.ts';
import { wrongPath } from './reaching/wrong-path.ts';
import { badMethod } from './refused/bad-method.ts';
import { badRequest } from './refused/bad-request.ts';
import { connectUnanswered } from './refused/connect-unanswered.ts';
import { forbidden } from './refused/forbidden.ts';
import { middleware } from './refused/middleware.ts';
import { sessionGone } from './refused/session-gone.ts';
import { sticky } from './refused/sticky.ts';
import { transportUnknown } from './refused/transport-unknown.ts';
import { unknownNamespace } from './refused/unknown-namespace.ts';
import { malformed } from './transport/malformed.ts';
import { noUpgrade } from './transport/no-upgrade.ts';
import { noWebsocket } from './transport/no-websocket.ts';
import { pollsOverlap } from './transport/polls-overlap.ts';
import { upgradeRefused, upgradeSlow } from './transport/upgrade-refused.ts';

/** In the order of a connection's life: of two findings that are as sure, the earlier rule's stands first. */
export const RULES: readonly Rule[] = [
  mixedContent,
  localNetwork,
  offline,
  olderServer,
  newerServer,
  corsCredentials,
  corsHeaders,
  cors,
  relayAnswer,
  unreachable,
  notSocketIo,
  noSocketIoHere,
  redirected,
  wrongPath,
  html,
  hanging,
  gateway,
  serverless,
  transportUnknown,
  sticky,
  forbidden,
  badMethod,
  badRequest,
  parserMismatch,
  unknownNamespace,
  middleware,
  connectUnanswered,
  noWebsocket,
  tooLarge,
  tooManyAttachments,
  byFault,
  tabFrozen,
  heartbeatLost,
  regularCut,
  kicked,
  sessionGone,
  lost,
  pollsOverlap,
  unreadable,
  websocketRefused,
  upgradeRefused,
  upgradeSlow,
  noUpgrade,
  malformed,
  reservedEvent,
  ackUnanswered,
  lateHandler,
  answeredTwice,
  doubledEvents,
  buffered,
  headersOnWebSocket,
  pathAsNamespace,
];
