import type { Conversation } from './hearing/conversation.ts';

/** Connections of the two sessions that play the same part; the ids are each session's own. */
export type ConnectionPair = { readonly a: number; readonly b: number };

type Portrait = { readonly conn: number; readonly path: string; readonly said: ReadonlyMap<string, number> };

// What is said tells more than where: the same app may stand behind another path in staging.
const FOR_PATH = 0.2;
/** Less alike than this, two connections are none; but where each session has one, those are compared anyhow. */
const LEAST_LIKENESS = 150_000;

/** Pairs connections by what is said on them, in which namespaces, and their path; never by host, id or time. */
export function matchConnections(
  a: Conversation,
  b: Conversation,
  paths: { readonly a: ReadonlyMap<number, string>; readonly b: ReadonlyMap<number, string> },
): readonly ConnectionPair[] {
  const inA = portraitsOf(a, paths.a);
  const inB = portraitsOf(b, paths.b);
  const [onlyA] = inA;
  const [onlyB] = inB;
  if (inA.length === 1 && inB.length === 1 && onlyA && onlyB) return [{ a: onlyA.conn, b: onlyB.conn }];
  const found = inA.flatMap((one, i) => inB.map((other, j) => ({ i, j, one, other, likeness: likeness(one, other) })));
  // Of equally alike ones, those that stand at like places; the order is the same whichever session comes first.
  found.sort(
    (x, y) =>
      y.likeness - x.likeness || Math.abs(x.i - x.j) - Math.abs(y.i - y.j) || Math.min(x.i, x.j) - Math.min(y.i, y.j),
  );
  const taken = { a: new Set<number>(), b: new Set<number>() };
  const pairs: ConnectionPair[] = [];
  for (const { one, other, likeness: alike } of found) {
    if (alike < LEAST_LIKENESS || taken.a.has(one.conn) || taken.b.has(other.conn)) continue;
    taken.a.add(one.conn);
    taken.b.add(other.conn);
    pairs.push({ a: one.conn, b: other.conn });
  }
  return pairs.sort((x, y) => x.a - y.a);
}

/** In millionths. */
function likeness(one: Portrait, other: Portrait): number {
  let shared = 0;
  let all = 0;
  for (const [word, count] of one.said) {
    const there = other.said.get(word) ?? 0;
    shared += Math.min(weight(count), weight(there));
    all += Math.max(weight(count), weight(there));
  }
  for (const [word, count] of other.said) if (!one.said.has(word)) all += weight(count);
  const said = all === 0 ? 1 : shared / all;
  // Rounded, because sums in another order differ in their last digits.
  return Math.round(1e6 * ((1 - FOR_PATH) * said + (one.path === other.path ? FOR_PATH : 0)));
}

/** A thousand ticks say no more about what a connection is for than a few. */
function weight(count: number): number {
  return Math.log2(1 + count);
}

function portraitsOf(conversation: Conversation, paths: ReadonlyMap<number, string>): readonly Portrait[] {
  const portraits = new Map<number, Map<string, number>>();
  for (let said = 0; said < conversation.length; said++) {
    const lane = conversation.laneOf(said);
    if (!lane || lane.isClient) continue;
    let words = portraits.get(lane.conn);
    if (!words) portraits.set(lane.conn, (words = new Map()));
    const word = `${lane.direction ?? ''} ${lane.nsp} ${conversation.nameOf(said)}`;
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  return [...portraits]
    .sort(([one], [other]) => one - other)
    .map(([conn, said]) => ({ conn, path: paths.get(conn) ?? '', said }));
}
