import { fail, ok, type Result } from '../../base/result.ts';
import { decodersFor, type Decoders } from '../../session/decoders.ts';
import type { SessionHeader } from '../../session/header.ts';
import type { WireEvent } from '../../wire/wire-event.ts';
import type { Pieces } from '../byte-source.ts';
import type { ImportedSession } from '../imported-session.ts';
import { grouped } from '../grouped.ts';
import { InferredEvents } from '../inferred-events.ts';
import { inferredAside } from '../inferred-words.ts';
import type { Damage } from '../ndjson.ts';
import type { ProblemList } from '../problem-list.ts';
import { HarArchive } from './har-archive.ts';
import { connectionsOf, type HarConnection } from './har-connections.ts';
import { eventsInOrder, type Placed } from './har-events.ts';
import { HarHeader } from './har-header.ts';
import { spokenBy } from './har-spoken.ts';

const BATCH = 2000;
/** As live. */
const CHECK = 'auto';

/** Reads an HTTP archive of any program as Socket.IO. Refused where nothing of that is in it. */
export async function readHar(pieces: Pieces, damage: Damage): Promise<Result<ImportedSession, string>> {
  const archive = new HarArchive(damage);
  const reading = archive.read(pieces);
  let isOver = false;
  while (archive.drafts.length === 0 && !isOver) isOver = (await reading.next()).done === true;
  if (archive.drafts.length > 0) return ok(new HarSession(archive, reading));
  const [problem] = archive.problems.sentences;
  if (archive.entryCount === 0 && problem === undefined) return fail('This is an HTTP archive (HAR) without entries.');
  const entries = archive.entryCount === 1 ? '1 entry' : `${grouped(archive.entryCount)} entries`;
  const why = `None of its ${entries} has EIO in the URL.`;
  return fail(`This HTTP archive (HAR) holds no Socket.IO traffic. ${problem ?? why}`);
}

class HarSession implements ImportedSession {
  readonly batches: ImportedSession['batches'];
  readonly #archive: HarArchive;
  readonly #header: HarHeader;
  readonly #inferred = new InferredEvents();

  constructor(archive: HarArchive, reading: AsyncGenerator<void, void, void>) {
    this.#archive = archive;
    this.#header = new HarHeader(archive);
    this.batches = this.#read(reading);
  }

  get header(): SessionHeader {
    return this.#header.current;
  }

  get isNameless(): boolean {
    return this.#header.isNameless;
  }

  get problems(): ProblemList {
    return this.#archive.problems;
  }

  get asides(): readonly string[] {
    return [...this.#archive.asides.sentences, ...inferredAside('A HAR', this.#inferred.count)];
  }

  async *#read(reading: AsyncGenerator<void, void, void>): ImportedSession['batches'] {
    // Nothing can be put in order before all is known: its parts stand in a HAR one behind the other. Empty batches
    // tell how far the reading is.
    while ((await reading.next()).done !== true) yield [];
    const { drafts, problems } = this.#archive;
    const connections = connectionsOf(drafts, this.#header.tellsClosings);
    const decoders = await this.#spoken(connections);
    const placed = placedIn(connections);
    const shiftMs = this.#header.begin(placed);
    const onbackwards = (index: number): void => {
      problems.add(`entries[${index}]._webSocketMessages: times go back; each is taken as the latest before it.`);
    };
    let batch: WireEvent[] = [];
    for await (const event of eventsInOrder(placed, shiftMs, onbackwards)) {
      const spoken = decoders[event.conn];
      // Of Sockscope's own checks no client library has reported anything.
      if (event.probe !== undefined) batch.push(event);
      else if (spoken) batch.push(...this.#inferred.before(event), event, ...this.#inferred.after(event, spoken));
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    this.#header.end(batch.at(-1)?.at, this.#inferred.namespaces);
    yield batch;
  }

  async #spoken(connections: readonly HarConnection[]): Promise<readonly Decoders[]> {
    const decoders: Decoders[] = [];
    for (const connection of connections) {
      const { protocol, parser } = await spokenBy(connection);
      this.#header.add(connection, { protocol, parser });
      decoders[connection.id] = decodersFor(protocol, parser);
    }
    return decoders;
  }
}

/** Channels are numbered as they began. */
function placedIn(connections: readonly HarConnection[]): readonly Placed[] {
  const all = connections.flatMap(({ id, sessions }) =>
    sessions.flatMap(({ drafts, isOwnCheck }) =>
      drafts.map((draft) => ({ draft, conn: id, ...(isOwnCheck && { probe: CHECK }) })),
    ),
  );
  all.sort((a, b) => a.draft.at - b.draft.at || a.draft.index - b.draft.index);
  return all.map((one, i) => ({ ...one, chan: i + 1 }));
}
