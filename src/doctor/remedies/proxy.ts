import type { Snippet } from '../finding.ts';
import { snippet } from './snippet.ts';

// nginx 1.22 and HAProxy 2.6 have read these (`nginx -t`, `haproxy -c`); Apache's and Traefik's follow their manuals.

/** HAProxy and Traefik pass upgrades by themselves. */
export function passUpgrade(path: string): readonly Snippet[] {
  return [
    snippet(
      'nginx',
      `
  location ${path} {
      proxy_pass http://127.0.0.1:3000;
+     proxy_http_version 1.1;
+     proxy_set_header Upgrade $http_upgrade;
+     proxy_set_header Connection "upgrade";
      proxy_set_header Host $host;
  }`,
    ),
    snippet(
      'Apache',
      `
  # 2.4.47 and later, with mod_proxy and mod_proxy_http
+ ProxyPass "${path}" "http://127.0.0.1:3000${path}" upgrade=websocket
  ProxyPassReverse "${path}" "http://127.0.0.1:3000${path}"`,
    ),
  ];
}

/** One client always reaches the same server. */
export function stayWithServer(): readonly Snippet[] {
  return [
    snippet(
      'nginx',
      `
  upstream socketio {
+     ip_hash;
      server 127.0.0.1:3001;
      server 127.0.0.1:3002;
  }`,
    ),
    snippet(
      'HAProxy',
      `
  backend socketio
      mode http
+     balance source
+     hash-type consistent
      server node1 127.0.0.1:3001
      server node2 127.0.0.1:3002`,
    ),
    snippet(
      'Apache',
      `
+ Header add Set-Cookie "SERVERID=sticky.%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED
  <Proxy "balancer://socketio">
+     BalancerMember "http://127.0.0.1:3001" route=node1
+     BalancerMember "http://127.0.0.1:3002" route=node2
+     ProxySet stickysession=SERVERID
  </Proxy>`,
    ),
    snippet(
      'Traefik',
      `
  http:
    services:
      socketio:
        loadBalancer:
+         sticky:
+           cookie:
+             name: server_id
          servers:
            - url: "http://127.0.0.1:3001"
            - url: "http://127.0.0.1:3002"`,
    ),
  ];
}

/** Silence up to `seconds` is no reason to hang up. */
export function waitLonger(path: string, seconds: number): readonly Snippet[] {
  return [
    snippet(
      'nginx',
      `
  location ${path} {
      proxy_pass http://127.0.0.1:3000;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
+     proxy_read_timeout ${seconds}s;
+     proxy_send_timeout ${seconds}s;
  }`,
    ),
    snippet(
      'Apache',
      `
+ ProxyTimeout ${seconds}`,
    ),
    snippet(
      'HAProxy',
      `
  defaults
      mode http
      timeout connect 5s
+     timeout client ${seconds}s
+     timeout server ${seconds}s
+     timeout tunnel 1h`,
    ),
    snippet(
      'Traefik',
      `
  entryPoints:
    web:
      address: ":80"
      transport:
        respondingTimeouts:
+         readTimeout: ${seconds}s
+         idleTimeout: ${seconds}s`,
    ),
  ];
}

export function takeLargerBodies(path: string): readonly Snippet[] {
  return [
    snippet(
      'nginx',
      `
  location ${path} {
      proxy_pass http://127.0.0.1:3000;
+     client_max_body_size 10m;
  }`,
    ),
    snippet(
      'Apache',
      `
  <Location "${path}">
+     LimitRequestBody 10485760
  </Location>`,
    ),
  ];
}
