import type { Database } from '../../../../src/storage/database.ts';
import { writeChunks } from '../../../../src/storage/chunks.ts';
import type { SessionRecord } from '../../../../src/storage/session-record.ts';
import { Shelf } from '../../../../src/storage/shelf.ts';
import type { ShelfState } from '../../../../src/worker/remote.ts';
import type { ShelfSearch } from '../../../../src/worker/shelf/shelf-remote.ts';
import { Workbench } from '../../../../src/worker/workbench.ts';
import { draw } from '../../../draw.ts';
import { chunksOf } from '../../exporters/session-file.ts';
import { record } from '../../storage/open.ts';
import { stage } from '../stage.ts';
import { until } from '../until.ts';

/** A session that is over, as it lies on the disk. */
export async function put(database: Database, key: string, drawn = '', fields: Partial<SessionRecord> = {}) {
  const chunks = chunksOf(draw(drawn)).map((chunk, index) => ({ index, chunk }));
  const entries = chunks.reduce((sum, { chunk }) => sum + chunk.count, 0);
  await new Shelf(database).create(record(key, { state: 'ended', ...fields, entries }));
  await writeChunks(database, key, chunks, (old) => old);
}

/** A tab over `database`, and what it was told of the shelf last. */
export async function tab(database: Database) {
  const { surroundings, clients } = stage(database);
  const workbench = new Workbench(database, surroundings);
  const told: { shelf: ShelfState | undefined; session: string | undefined } = { shelf: undefined, session: undefined };
  await workbench.attach({
    onsession: (state) => void (told.session = state?.key),
    onshelf: (state) => void (told.shelf = state),
    onprofiles: () => undefined,
    onreplay: () => undefined,
    onproblem: () => undefined,
  });
  await until(() => told.shelf?.retention !== undefined);
  const desk = await workbench.facets.get('shelf');
  const search = async (text: string): Promise<ShelfSearch> => {
    let last: ShelfSearch | undefined;
    const read = await desk.search(text, (found) => void (last = found));
    if (!read.ok || !last?.isOver) throw new Error(read.ok ? 'not over' : read.error.message);
    return last;
  };
  const keysFound = async (text: string) => (await search(text)).found.map(({ key }) => key).toSorted();
  return { workbench, told, desk, search, keysFound, clients, shelf: new Shelf(database) };
}
