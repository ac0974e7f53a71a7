import type { Address } from '../facts/address.ts';
import type { Remedy, Snippet } from '../finding.ts';
import { quoted, snippet } from './snippet.ts';

export function inClient(snippets: readonly Snippet[], note?: string): Remedy {
  return { title: 'In the client', snippets, ...(note === undefined ? {} : { note }) };
}

/** An option of the client; `value` is an expression. */
export function clientOption({ url = 'https://example.org' }: Address, name: string, value: string): Snippet {
  return snippet(
    'Client',
    `
  const socket = io(${quoted(url)}, {
+   ${name}: ${value},
  });`,
  );
}

export function webSocketOnly(address: Address): Remedy {
  return inClient([clientOption(address, 'transports', '["websocket"]')]);
}
