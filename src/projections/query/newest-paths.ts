import { jsonChildren, jsonRoot } from '../../protocol/json-tree.ts';
import type { Decoders } from '../../session/decoders.ts';
import type { WireEvent } from '../../wire/wire-event.ts';
import { readPart, socketPacketIn } from '../row-part.ts';
import type { RowKind } from '../row.ts';

const MOST_ARGUMENTS = 4;
const MOST_MEMBERS = 20;
/** A longer one is not worth the wait. */
const MOST_CHARACTERS = 20_000;

/** `arg[0].user` and the like: the first members of what a row's packet carries. */
export function newestPaths(event: WireEvent, part: number, kind: RowKind, decoders: Decoders): readonly string[] {
  if (!/^(BINARY_)?(EVENT|ACK)$/.test(kind)) return [];
  const json = socketPacketIn(readPart(event, part, decoders))?.json ?? '';
  if (json === '' || json.length > MOST_CHARACTERS) return [];
  const nameCount = kind.endsWith('EVENT') ? 1 : 0;
  const values = jsonChildren(json, jsonRoot(json), nameCount, MOST_ARGUMENTS);
  return values.flatMap((value, i) => {
    const members = value.kind === 'object' ? jsonChildren(json, value, 0, MOST_MEMBERS) : [];
    const names = members.flatMap(({ key }) => (key === undefined ? [] : [step(key)]));
    return [`arg[${i}]`, ...new Set(names.map((name) => `arg[${i}]${name}`))];
  });
}

function step(key: string): string {
  return /^[^\s.[\]":()]+$/.test(key) ? `.${key}` : `["${key.replace(/["\\]/g, '\\$&')}"]`;
}
