import { grouped } from '../grouped.ts';

export type DebugFacts = {
  readonly view: 'server' | 'client' | 'server-parser' | 'client-parser';
  readonly clients: number;
  /** Lines of other programs. */
  readonly strangers: number;
  readonly unseenBytes: number;
  readonly hasDate: boolean;
};

/** What such a log cannot hold, a sentence each. */
export function debugAsides({ view, clients, strangers, unseenBytes, hasDate }: DebugFacts): readonly string[] {
  const sentences: string[] = [];
  if (view === 'server' || view === 'server-parser') {
    sentences.push('The log is a server’s. Sent and received are meant as seen by its client, as everywhere here.');
  }
  if (clients > 1) {
    sentences.push(`It tells of ${grouped(clients)} clients, but not whose a packet is: all stand in one connection.`);
  }
  if (view === 'server-parser' || view === 'client-parser') {
    sentences.push('Only socket.io* was on: how the packets travelled is not known, one WebSocket stands for it.');
  } else sentences.push('Headers, statuses, answers to POST and close codes are not in such a log.');
  if (unseenBytes > 0) {
    const which = unseenBytes === 1 ? '1 binary frame stands' : `${grouped(unseenBytes)} binary frames stand`;
    sentences.push(`The log does not show bytes: ${which} empty.`);
  }
  if (!hasDate) sentences.push('The log has no date: its first line stands at 1970-01-01.');
  if (strangers > 0) {
    sentences.push(strangers === 1 ? '1 line of other output.' : `${grouped(strangers)} lines of other output.`);
  }
  return sentences;
}
