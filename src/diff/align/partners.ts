import { align } from './align.ts';
import type { Conversation, Lane } from '../hearing/conversation.ts';
import { LEFT_ASIDE } from '../lines.ts';
import type { ConnectionPair } from '../match-connections.ts';
import type { IgnoredPaths } from '../values/rules.ts';
import { Tokens } from './tokens.ts';

export type PartnersOfBoth = { readonly a: Int32Array; readonly b: Int32Array };

/** Which things said belong together, lane by lane; undefined where `rest` says to stop. */
export async function findPartners(
  a: Conversation,
  b: Conversation,
  pairs: readonly ConnectionPair[],
  ignored: IgnoredPaths,
  rest: () => Promise<boolean>,
): Promise<PartnersOfBoth | undefined> {
  const hasReports = a.hasReports && b.hasReports;
  const inA = lanesOf(a, hasReports);
  const inB = lanesOf(b, hasReports);
  const tokens = { a: new Tokens(a, ignored), b: new Tokens(b, ignored) };
  const partners = { a: noPartners(a, inA), b: noPartners(b, inB) };
  const namesInB = new Map(b.lanes.map((lane, number) => [nameOf(lane, lane.conn), number]));
  const connOfB = new Map(pairs.map((pair) => [pair.a, pair.b]));
  for (const [number, lane] of a.lanes.entries()) {
    const conn = connOfB.get(lane.conn);
    const other = conn === undefined ? undefined : namesInB.get(nameOf(lane, conn));
    const left = inA[number] ?? [];
    const right = other === undefined ? [] : (inB[other] ?? []);
    for (const [i, j] of align(tokens.a.of(left), tokens.b.of(right)).entries()) {
      const [one, two] = [left[i], right[j]];
      if (one === undefined || two === undefined) continue;
      partners.a[one] = two;
      partners.b[two] = one;
    }
    if (!(await rest())) return undefined;
  }
  return partners;
}

/** By lane: what is said in it. An answer is told with its question. */
function lanesOf(conversation: Conversation, hasReports: boolean): readonly number[][] {
  const lanes: number[][] = conversation.lanes.map(() => []);
  for (let said = 0; said < conversation.length; said++) {
    if (conversation.isAnswer(said)) continue;
    if (hasReports || conversation.laneOf(said)?.isClient !== true) lanes[conversation.lane(said)]?.push(said);
  }
  return lanes;
}

function noPartners({ length }: Conversation, lanes: readonly (readonly number[])[]): Int32Array {
  const partners = new Int32Array(length).fill(LEFT_ASIDE);
  for (const lane of lanes) for (const said of lane) partners[said] = -1;
  return partners;
}

function nameOf({ nsp, direction, isEvents, isClient }: Lane, conn: number): string {
  return `${conn} ${direction ?? ''} ${isEvents} ${isClient} ${nsp}`;
}
