import type { Catalogue } from './catalogue.ts';
import type { EventName } from './catalogue-view.ts';
import type { EventLearning, Learning } from './event-learning.ts';
import { FULL, keyText, literalText, typeText } from './type-text.ts';

type Named = { readonly name: EventName; readonly learning: EventLearning };

/** Interfaces for socket.io's typed API: what each side of each namespace emits. */
export function eventMaps(catalogue: Catalogue, sessionName: string): string {
  const byNsp = new Map<string, Named[]>();
  for (const [key, learning] of catalogue.events) {
    const name = catalogue.nameOf(key);
    byNsp.set(name.nsp, [...(byNsp.get(name.nsp) ?? []), { name, learning }]);
  }
  const taken = new Set<string>();
  const parts = [...byNsp].map(([nsp, events]) => namespaceText(prefixOf(nsp, taken), nsp, events));
  const body = parts.join('\n');
  return [
    `// Events of ${literalText(sessionName)}, as Sockscope saw them: what never crossed is not in here.`,
    '',
    ...(/\bBytes\b/.test(body)
      ? ['/** An ArrayBuffer in a browser, a Buffer in Node. */', 'export type Bytes = ArrayBuffer | Uint8Array;', '']
      : []),
    body,
  ].join('\n');
}

function namespaceText(prefix: string, nsp: string, events: readonly Named[]): string {
  const side = (word: string, direction: EventName['direction']) => [
    `export interface ${prefix}${word}Events {`,
    ...events.filter(({ name }) => name.direction === direction).map(eventText),
    '}',
    '',
  ];
  return [
    `// Namespace ${literalText(nsp)}`,
    ...side('ServerToClient', 'received'),
    ...side('ClientToServer', 'sent'),
  ].join('\n');
}

function eventText({ name, learning }: Named): string {
  const { asked, count, answers } = learning;
  const args = parametersOf(learning);
  const isOpen = args.some((arg) => /^(\w+\?|\.\.\.)/.test(arg));
  // What is required cannot follow what is optional.
  const isAckOptional = asked < count || isOpen;
  const ack =
    asked === 0 || args.some((arg) => arg.startsWith('...'))
      ? []
      : [`ack${isAckOptional ? '?' : ''}: (${answerText(answers)}) => void`];
  return `  ${keyText(name.event)}: (${[...args, ...ack].join(', ')}) => void;`;
}

function answerText(answers: Learning): string {
  return answers.args.total === 0 ? '...answer: unknown[]' : parametersOf(answers).join(', ');
}

function parametersOf({ args }: Learning): readonly string[] {
  // Nothing of it was short enough to be looked into.
  if (args.total === 0) return ['...args: unknown[]'];
  // Too many to be told apart.
  if (args.values) return [`...args: (${typeText(args.values, FULL)})[]`];
  return [...args.of.values()].map(
    (shape, i, all) =>
      `${all.length === 1 ? 'value' : `arg${i}`}${shape.seen < args.total ? '?' : ''}: ${typeText(shape, FULL)}`,
  );
}

/** `/` has none; `/chat` is Chat. */
function prefixOf(nsp: string, taken: Set<string>): string {
  const words = nsp.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const plain = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const word = /^\d/.test(plain) || (plain === '' && nsp !== '/') ? `Nsp${plain}` : plain;
  let prefix = word;
  for (let i = 2; taken.has(prefix); i++) prefix = `${word}${i}`;
  taken.add(prefix);
  return prefix;
}
