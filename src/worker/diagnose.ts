import { fail, type Result } from '../base/result.ts';
import type { LiveSession } from './live-session.ts';
import type { Surroundings } from './surroundings.ts';

/** Asks the server of `conn`, as the person wants it; resolves when all is over. */
export async function diagnose(
  { connections, diagnosis }: LiveSession,
  conn: number,
  all: boolean,
  { pageFacts, runChecks }: Surroundings,
  onchange: () => void,
): Promise<Result<void, string>> {
  const connection = connections.get(conn);
  if (!connection) return fail('There is no such connection in this session.');
  if (diagnosis.isRunning) return fail('A diagnosis is under way; cancel it first.');
  const { options, decision } = connection;
  // What was found out holds for the checks, too.
  const asked = decision ? { ...options, protocol: decision.protocol, parser: decision.parser } : options;
  return diagnosis.run(async (signal, onstate) => {
    connections.act(conn, 'diagnose', { all });
    const recorder = await connection.route();
    if (signal.aborted) return undefined;
    if (!recorder.ok) return recorder.error;
    await runChecks(asked, recorder.value, await pageFacts(), signal, onstate, all);
    return undefined;
  }, onchange);
}
