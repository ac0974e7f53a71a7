import { grouped } from './grouped.ts';

/** Of a CONNECT_ERROR, which has a message; of an ERROR, which says anything. */
export function refusal(json: string): object {
  let payload: unknown = json;
  try {
    payload = JSON.parse(json);
  } catch {
    // Malformed ones are shown as such where they crossed.
  }
  if (typeof payload !== 'object' || payload === null) return { message: String(payload) };
  if (!('message' in payload)) return { message: json, data: payload };
  return { message: payload.message, ...('data' in payload ? { data: payload.data } : {}) };
}

/** Of `count` inferred events in a file that is `what`. */
export function inferredAside(what: string, count: number): readonly string[] {
  if (count === 0) return [];
  const events = count === 1 ? '1 client event is' : `${grouped(count)} client events are`;
  return [`${what} does not hold what the client library reported: ${events} inferred from the wire, and marked so.`];
}
