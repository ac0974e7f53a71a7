import type { ConnectForm } from '../../../capture/connect-options.ts';
import type { SessionState } from '../../../worker/remote.ts';
import { formOfConnection } from './form-of-connection.ts';
import { TabSet } from './tab-set.svelte.ts';

/** Which tabs are in sight: those of the session in view. A session that this page records keeps its own. */
export class SessionTabs {
  #current: TabSet;
  #live: Readonly<Record<string, TabSet>> = {};
  /** Its tab connects, and the session that it makes is still to be told. */
  #starting: TabSet | undefined;
  #shown: string | undefined;

  constructor(form: ConnectForm) {
    this.#current = $state.raw(new TabSet(form));
  }

  get current(): TabSet {
    return this.#current;
  }

  /**
   * For a connection that makes a new session, which takes over the tabs that no session has yet. Those of a session
   * that is over stay its own, and in sight until the new one is told.
   */
  start(): TabSet {
    const { current } = this;
    this.#starting = this.#shown === undefined ? current : new TabSet(current.active.form);
    return this.#starting;
  }

  show(session: SessionState | undefined): void {
    const shown = session && `${session.key} ${session.mode === 'live'}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#current = this.#setOf(session);
  }

  #setOf(session: SessionState | undefined): TabSet {
    const { form } = this.#current.active;
    if (!session) return new TabSet(form);
    if (session.mode !== 'live') return recordedTabs(session, form);
    const set = this.#live[session.key] ?? this.#starting ?? recordedTabs(session, form);
    this.#starting = undefined;
    this.#live = { ...this.#live, [session.key]: set };
    return set;
  }
}

/** One tab for each connection that was recorded. */
function recordedTabs({ connections }: SessionState, form: ConnectForm): TabSet {
  const [first, ...others] = connections;
  if (!first) return new TabSet(form);
  const set = new TabSet(formOfConnection(first, form), first.id);
  for (const connection of others) set.add(formOfConnection(connection, form), connection.id);
  return set;
}
