import { Catalogue } from '../../../src/projections/catalogue/catalogue.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { draw } from '../../draw.ts';
import { emptySource } from '../worker/chunks-of.ts';

const noPause = () => Promise.resolve();

/** What is learned of drawn traffic; `pieces` are the counts of entries after which it is asked. */
export async function learned(events: readonly WireEvent[], pieces: readonly number[] = []): Promise<Catalogue> {
  const session = new OpenSession(emptySource);
  const catalogue = new Catalogue(session);
  for (const [i, event] of events.entries()) {
    session.append(event);
    if (!pieces.includes(i)) continue;
    session.fold();
    await catalogue.learn(noPause);
  }
  session.fold();
  await catalogue.learn(noPause);
  return catalogue;
}

export const learnedFrom = (drawn: string): Promise<Catalogue> => learned(draw(drawn));

/** The same line many times, a millisecond apart; `$i` in it counts. */
export function times(count: number, line: string, fromMs = 0): string {
  return Array.from({ length: count }, (_, i) => `${fromMs + i}ms ${line.replaceAll('$i', String(i))}`).join('\n');
}
