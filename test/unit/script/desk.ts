import type { ConnectionHeader } from '../../../src/session/header.ts';
import type { Bench } from '../../../src/worker/bench.ts';
import type { OpenSession } from '../../../src/worker/open-session.ts';
import { ScriptDesk } from '../../../src/worker/script/script-desk.ts';

/** A bench whose view shows `session`. */
export function benchOn(session: OpenSession, connections: readonly ConnectionHeader[], name = 'Checkout'): Bench {
  const view = { key: 'a', session, live: undefined, record: { header: { name, connections } } };
  // Of the bench, a desk asks for nothing but the view.
  return { views: { current: view } } as unknown as Bench;
}

/** A desk of a worker whose view shows `session`. */
export function deskOn(session: OpenSession, connections: readonly ConnectionHeader[], name = 'Checkout'): ScriptDesk {
  return new ScriptDesk(benchOn(session, connections, name));
}
