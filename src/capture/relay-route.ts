import { fail, ok, type Result } from '../base/result.ts';
import { RELAY_HEADER, type RelayAccess } from './relay-access.ts';

/**
 * Asks the relay for a way to `target` (an origin). It adds `headers` to every request and handshake there, so that
 * none of them appears in a URL. The failure is a sentence.
 */
export async function openRoute(
  access: RelayAccess,
  target: string,
  headers: Readonly<Record<string, string>>,
): Promise<Result<number, string>> {
  let answer: Response;
  try {
    answer = await fetch(`${access.url}/routes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [RELAY_HEADER]: access.token },
      body: JSON.stringify({ target, headers }),
      credentials: 'omit',
    });
  } catch {
    return fail('The relay does not answer: start Sockscope again with npm start.');
  }
  const said = await answer.json().catch((): unknown => undefined);
  const route = fieldOf(said, 'route');
  if (answer.ok && typeof route === 'number') return ok(route);
  const reason = fieldOf(said, 'relay');
  return fail(`The relay refused: ${typeof reason === 'string' ? reason : `status ${answer.status}`}`);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
