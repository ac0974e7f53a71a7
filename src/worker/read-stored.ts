import { pause } from './pause.ts';
import type { SessionStore } from './session-store.ts';
import type { View } from './view.ts';

/** Reads a stored session chunk by chunk, so that its first rows are there at once; a sentence where some are missing. */
export async function readStored(
  view: View,
  store: SessionStore,
  isWanted: () => boolean,
  ongrow: () => void,
): Promise<string | undefined> {
  const { session, record, key } = view;
  try {
    for await (const chunk of store.chunks(key)) {
      if (!isWanted()) return undefined;
      session.adopt(chunk);
      view.opening = { done: session.log.length, total: record.entries };
      ongrow();
      await pause();
    }
  } catch (error) {
    return `The session could not be read any further: ${error instanceof Error ? error.message : String(error)}`;
  }
  const missing = record.entries - session.log.length;
  // A session that another tab records may have grown since its record was read.
  return missing > 0
    ? `${missing} of ${record.entries} entries are missing on the disk; the rows before them are here.`
    : undefined;
}
