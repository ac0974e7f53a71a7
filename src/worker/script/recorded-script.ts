import type { Script, ScriptAnswer, ScriptStep } from '../../exporters/code/script.ts';
import type { ConnectionHeader } from '../../session/header.ts';
import type { OpenSession } from '../open-session.ts';
import { pause } from '../pause.ts';
import { packetValues } from '../replays/packet-values.ts';
import type { StepSource } from '../replays/step-source.ts';
import { handshakeOf } from './handshake.ts';
import { weightOf, whyNot } from './sayable.ts';

/** A program of more steps is read by nobody, and takes an editor down. */
export const MOST_STEPS = 2000;
/** Characters of text and bytes, roughly, that a program may hold. */
const MOST_WEIGHT = 4_000_000;
const MOST_ANSWERS = 200;
/** Rows looked at before others have the thread. */
const AT_ONCE = 50_000;
/** How long after the last step the server's words still belong to it. */
const TAIL_MS = 2000;

export type Recorded = {
  readonly source: StepSource;
  readonly session: OpenSession;
  readonly connections: readonly ConnectionHeader[];
};

/** A script, and why some of what was asked for is not in it: a sentence each. */
export type MadeScript = { readonly script: Script; readonly leftOut: readonly string[] };

/** How many steps each connection has, in the order of their first. */
export function connectionsIn({ source: { plan }, session }: Recorded): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < plan.count; i++) {
    const conn = session.timeline.columns.conn(plan.step(i).source);
    counts.set(conn, (counts.get(conn) ?? 0) + 1);
  }
  return counts;
}

export async function scriptOf(recorded: Recorded, header: ConnectionHeader): Promise<MadeScript> {
  const { source, session } = recorded;
  const { steps, rows, leftOut } = await stepsOf(recorded, header.id);
  const first = rows[0] ?? 0;
  const last = rows.at(-1) ?? -1;
  const { heard, answers } = await saidByServer(session, header.id, first, last);
  const nsps = [...steps, ...heard, ...answers].map(({ nsp }) => nsp);
  const namespaces = [...new Set(nsps.length === 0 ? ['/'] : nsps)];
  const script: Script = {
    name: source.name,
    connection: {
      url: header.url,
      path: header.path,
      protocol: header.protocol,
      parser: header.parser,
      transports: header.transports.length > 0 ? header.transports : ['polling', 'websocket'],
      namespaces,
      ...(await handshakeOf(session, header.id)),
    },
    steps,
    answers,
    heard,
  };
  return { script, leftOut };
}

async function stepsOf({ source, session }: Recorded, conn: number) {
  const { plan } = source;
  const { columns } = session.timeline;
  const steps: ScriptStep[] = [];
  const rows: number[] = [];
  const reasons = new Map(plan.leftAside.map(({ why, count }) => [why, count]));
  const leave = (why: string) => void reasons.set(why, (reasons.get(why) ?? 0) + 1);
  let startMs: number | undefined;
  let weight = 0;
  let beyond = 0;
  for (let i = 0; i < plan.count; i++) {
    const { source: row, nsp, wantsAck, atMs } = plan.step(i);
    if (columns.conn(row) !== conn) continue;
    if (steps.length >= MOST_STEPS || weight > MOST_WEIGHT) {
      beyond++;
      continue;
    }
    const said = await source.said(i);
    const why = said.ok ? whyNot(said.value.args) : said.error;
    if (!said.ok || why !== undefined) {
      leave(why ?? '');
      continue;
    }
    startMs ??= atMs;
    const ack = wantsAck ? await source.answer(i) : undefined;
    const isAckSayable = ack !== undefined && whyNot(ack) === undefined;
    const { event, args } = said.value;
    weight += weightOf(args) + (isAckSayable ? weightOf(ack) : 0);
    steps.push({ nsp, event, args, wantsAck, atMs: atMs - startMs, ...(isAckSayable ? { ack } : {}) });
    rows.push(row);
  }
  const leftOut = [...reasons].map(([why, count]) => leftOutSentence(why, count));
  if (beyond > 0)
    leftOut.push(`Only the first ${steps.length} events: with ${beyond} more the program would be too long.`);
  return { steps, rows, leftOut };
}

function leftOutSentence(why: string, count: number): string {
  const reason = why.replace(/^It /, 'it ').replace(/\.$/, '');
  return `${count === 1 ? '1 event is' : `${count} events are`} left out: ${reason}.`;
}

/** What the server said from row `first` until a while after row `last`, and what it was answered. */
async function saidByServer(session: OpenSession, conn: number, first: number, last: number) {
  const { columns, nsps, events } = session.timeline;
  const heard = new Map<string, { readonly nsp: string; readonly event: string }>();
  const answers: ScriptAnswer[] = [];
  const atOf = (row: number): number => session.log.atOf(columns.seq(row));
  const end = columns.length;
  for (let row = first; row < end && (row <= last || atOf(row) <= atOf(last) + TAIL_MS); row++) {
    if (row % AT_ONCE === AT_ONCE - 1) await pause();
    if (columns.conn(row) !== conn || columns.direction(row) !== 'received' || columns.isProbe(row)) continue;
    const kind = columns.kind(row);
    if (kind !== 'EVENT' && kind !== 'BINARY_EVENT') continue;
    const said = { nsp: nsps.textOf(columns.nsp(row)) ?? '/', event: events.textOf(columns.event(row)) ?? '' };
    const answer = columns.pair(row);
    if (columns.ackId(row) === undefined) heard.set(JSON.stringify(said), said);
    else if (answer !== undefined && answers.length < MOST_ANSWERS) {
      const values = await packetValues(session, answer);
      if (values.ok && whyNot(values.value) === undefined) answers.push({ ...said, args: values.value });
    }
  }
  const asked = new Set(answers.map(({ nsp, event }) => JSON.stringify({ nsp, event })));
  return { heard: [...heard].flatMap(([key, said]) => (asked.has(key) ? [] : [said])), answers };
}
