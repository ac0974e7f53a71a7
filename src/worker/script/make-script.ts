import { fail, ok, type Result } from '../../base/result.ts';
import type { Script } from '../../exporters/code/script.ts';
import type { RemapRule } from '../../replay/rules.ts';
import type { ConnectionHeader } from '../../session/header.ts';
import type { Bench } from '../bench.ts';
import { planRecorded } from '../replays/plan-recorded.ts';
import { RecordedSteps } from '../replays/recorded-steps.ts';
import { messagesOf, scriptOfMessages } from './message-script.ts';
import { preparedOn } from './prepared.ts';
import { connectionsIn, scriptOf, type Recorded } from './recorded-script.ts';
import { rest } from './rest.ts';
import type { ScriptSource, WrittenScript } from './script-remote.ts';

export type Made = {
  readonly script: Script;
  readonly leftOut: readonly string[];
  readonly connections: WrittenScript['connections'];
  readonly conn: number;
  /** Where the source says itself what differs each time. */
  readonly ignored?: readonly string[];
  /** What of answers is said again by rule. */
  readonly remaps: readonly RemapRule[];
  /** No answers are known; they are waited for all the same. */
  readonly isOfMessages: boolean;
};

/** A stored session is still being read when it is asked for as it is opened. */
const OPENING_MS = 50;
const NOTHING_IN_VIEW = 'No session is in view.';
const NOTHING_SENT = 'Nothing here was sent as an event: a script says again what the client emitted.';

/** Messages belong to no server: where nothing is in view they go to the address that most servers have. */
const USUAL = {
  url: 'http://localhost:3000',
  path: '/socket.io/',
  protocol: 'v4',
  parser: 'default',
  transports: ['polling', 'websocket'],
} as const;

export async function makeScript(
  bench: Bench,
  source: ScriptSource,
  conn: number | undefined,
): Promise<Result<Made, string>> {
  if (source.kind === 'messages') return ofMessages(bench, source.name, source.messages);
  if (source.kind !== 'replay') return ofSession(bench, source, conn);
  const prepared = preparedOn(bench);
  if (!prepared) return fail('No replay is prepared.');
  const { recorded, ignored, remaps = [] } = prepared;
  if (!recorded) return ofMessages(bench, prepared.source.name, messagesOf(prepared.source));
  const made = await ofRecording({ source: prepared.source, ...recorded }, conn);
  // Without a word from the person, what looks so is left out here, too.
  return made.ok ? ok({ ...made.value, remaps, ...(ignored.length > 0 ? { ignored } : {}) }) : made;
}

async function ofSession(
  bench: Bench,
  source: Extract<ScriptSource, { kind: 'rows' | 'session' }>,
  conn: number | undefined,
): Promise<Result<Made, string>> {
  const view = bench.views.current;
  if (!view) return fail(NOTHING_IN_VIEW);
  while (view.opening && bench.views.current === view) await rest(OPENING_MS);
  const { session, key } = view;
  const { name, connections } = (view.live?.record ?? view.record).header;
  session.fold();
  const plan = await planRecorded(session, source.kind === 'rows' ? source.keys : undefined);
  const origin = { session, connections };
  return ofRecording({ source: new RecordedSteps(plan, origin, name, key), ...origin }, conn);
}

async function ofRecording(recorded: Recorded, conn: number | undefined): Promise<Result<Made, string>> {
  const counts = connectionsIn(recorded);
  const chosen = conn ?? [...counts.keys()][0];
  const header = recorded.connections.find(({ id }) => id === chosen);
  if (!header) return fail(NOTHING_SENT);
  const { script, leftOut } = await scriptOf(recorded, header);
  if (script.steps.length === 0) return fail(leftOut[0] ?? NOTHING_SENT);
  const connections = recorded.connections.flatMap(({ id, url }) => {
    const events = counts.get(id);
    return events === undefined ? [] : [{ id, url, events }];
  });
  return ok({ script, leftOut, connections, conn: header.id, remaps: [], isOfMessages: false });
}

function ofMessages(
  bench: Bench,
  name: string,
  messages: Parameters<typeof scriptOfMessages>[1],
): Result<Made, string> {
  const made = scriptOfMessages(name, messages, connectionInView(bench) ?? USUAL);
  if (!made.ok) return made;
  return ok({
    ...made.value,
    connections: [],
    conn: 0,
    ignored: [],
    remaps: [],
    isOfMessages: true,
  });
}

function connectionInView({ views: { current: view } }: Bench): ConnectionHeader | undefined {
  if (!view) return undefined;
  const { connections } = (view.live?.record ?? view.record).header;
  return connections.find(({ id }) => id === view.live?.connections.current) ?? connections[0];
}
