import type { Lab } from './lab.ts';
import { refused } from './causes/a1-refused.ts';
import { noNamespace } from './causes/a2-no-namespace.ts';
import { middlewareHangs } from './causes/a3-middleware-hangs.ts';
import { notAllowed } from './causes/a4-not-allowed.ts';
import { noCors } from './causes/c1-no-cors.ts';
import { corsForAnother } from './causes/c2-cors-for-another.ts';
import { credentialsAndStar } from './causes/c3-credentials-and-star.ts';
import { headerNotAllowed } from './causes/c4-header-not-allowed.ts';
import { idleTimeout } from './causes/d1-idle-timeout.ts';
import { blackHole } from './causes/d2-black-hole.ts';
import { tooLarge } from './causes/d4-too-large.ts';
import { tooLargeToPost } from './causes/d4-too-large-to-post.ts';
import { tooManyAttachments } from './causes/d5-too-many-attachments.ts';
import { kicked } from './causes/d6-kicked.ts';
import { serverGone } from './causes/d7-server-gone.ts';
import { ackNeverComes } from './causes/e2-ack-never-comes.ts';
import { headersOnWebSocket } from './causes/e6-headers-on-websocket.ts';
import { nobodyListens } from './causes/n1-nobody-listens.ts';
import { noSuchName } from './causes/n2-no-such-name.ts';
import { untrustedCertificate } from './causes/n3-untrusted-certificate.ts';
import { proxyDropsUpgrade } from './causes/t1-proxy-drops-upgrade.ts';
import { noUpgradeOffered } from './causes/t2-no-upgrade-offered.ts';
import { clusterWithoutStickySessions } from './causes/t3-cluster.ts';
import { noStickySessions } from './causes/t3-no-sticky-sessions.ts';
import { upgradeHeld } from './causes/t4-upgrade-held.ts';
import { wrongPath } from './causes/u1-wrong-path.ts';
import { wrongPathNoCors } from './causes/u2-wrong-path-no-cors.ts';
import { nobodyAnswers } from './causes/u3-nobody-answers.ts';
import { htmlPage } from './causes/u4-html-page.ts';
import { plainWebSocket } from './causes/u5-plain-websocket.ts';
import { gateway } from './causes/u6-gateway.ts';
import { unauthorized } from './causes/u6-unauthorized.ts';
import { redirect } from './causes/u7-redirect.ts';
import { oldServer } from './causes/v1-old-server.ts';
import { oldServerWebSocket } from './causes/v2-old-server-websocket.ts';
import { oldClient } from './causes/v3-old-client.ts';
import { oldClientWebSocket } from './causes/v4-old-client-websocket.ts';
import { otherParser } from './causes/v5-other-parser.ts';

/** In the order of the table of failures. */
export const LABS: readonly Lab[] = [
  noCors,
  corsForAnother,
  credentialsAndStar,
  headerNotAllowed,
  nobodyListens,
  noSuchName,
  untrustedCertificate,
  wrongPath,
  wrongPathNoCors,
  nobodyAnswers,
  htmlPage,
  plainWebSocket,
  gateway,
  unauthorized,
  redirect,
  oldServer,
  oldServerWebSocket,
  oldClient,
  oldClientWebSocket,
  otherParser,
  refused,
  noNamespace,
  middlewareHangs,
  notAllowed,
  proxyDropsUpgrade,
  noUpgradeOffered,
  noStickySessions,
  clusterWithoutStickySessions,
  upgradeHeld,
  idleTimeout,
  blackHole,
  tooLarge,
  tooLargeToPost,
  tooManyAttachments,
  kicked,
  serverGone,
  ackNeverComes,
  headersOnWebSocket,
];

/** Rows of the table that loopback cannot produce, or that are no failure, each with the reason. */
export const NOT_IN_A_LAB: readonly { readonly id: string; readonly why: string }[] = [
  { id: 'N4', why: 'it is the page that is from elsewhere: test/e2e/doctor-pages.test.ts makes it' },
  { id: 'N5', why: 'it is the page that is from elsewhere: test/e2e/doctor-pages.test.ts makes it' },
  { id: 'N6', why: 'loopback works without a network; its rule is tested on drawn sessions' },
  { id: 'D3', why: 'the session worker has timers of its own, which a hidden tab does not slow down' },
  { id: 'E1', why: 'the composer does not let a reserved name out; test/e2e/emitting.test.ts holds it to that' },
  { id: 'E3', why: 'recovery is no failure: the details show it as what it is' },
  { id: 'E4', why: 'the composer does not send while nothing is connected, so nothing is buffered' },
  { id: 'E5', why: 'an event twice looks the same as two events; its rule is tested on drawn sessions' },
  { id: 'E7', why: 'a host without processes of its own is not to be had on loopback' },
];
