import fc from 'fast-check';
import { Decoder } from 'socket.io-msgpack-parser';
import type { Row } from '../../../src/projections/row.ts';
import { ENGINE_IO_3, ENGINE_IO_4 } from '../../../src/protocol/engineio/protocol.ts';
import { extrasOf } from '../../../src/session/extras.ts';
import { payloadOf, type Payload, type WireEvent } from '../../../src/wire/wire-event.ts';

/** A row as a person sees it, and what it is a part of. */
export type Seen = { readonly row: Row; readonly event: WireEvent; readonly rows: readonly Row[] };
export type Asked = { readonly text: string; readonly holds: (seen: Seen) => boolean };

const ask = (text: string, holds: Asked['holds']): Asked => ({ text, holds });

/** What a row carries as text, taken apart anew for each row. */
function payloadIn({ row, event }: Seen): Payload | undefined {
  const whole = payloadOf(event);
  if (row.part > 0) {
    if (whole === undefined || event.kind === 'frame') return undefined;
    const engine = event.conn === 3 ? ENGINE_IO_3 : ENGINE_IO_4;
    const span = engine.splitPayload(whole)[row.part - 1];
    return typeof whole === 'string' ? span && whole.slice(span.start, span.end) : undefined;
  }
  // A header of one byte before what is shorter than 126, of three before longer.
  if (whole instanceof Uint8Array && row.via === 'webtransport') {
    const body = whole.subarray((whole[0]! & 0x7f) < 126 ? 1 : 3);
    return (whole[0]! & 0x80) === 0 ? Buffer.from(body).toString() : body;
  }
  return whole;
}

type Unpacked = { readonly type: number; readonly nsp: string; readonly data: unknown };

function unpacked(bytes: Uint8Array): Unpacked | undefined {
  let packet: Unpacked | undefined;
  const decoder = new Decoder();
  decoder.on('decoded', (decoded: Unpacked) => (packet = decoded));
  try {
    decoder.add(Buffer.from(bytes));
  } catch {
    return undefined;
  }
  return packet;
}

function textsOf(seen: Seen): readonly string[] {
  const payload = payloadIn(seen);
  // A part is its own text alone, and be it none.
  if (seen.row.part > 0) return [typeof payload === 'string' ? payload : ''];
  const extras = extrasOf(seen.event);
  const packet = payload instanceof Uint8Array && seen.row.conn === 2 ? unpacked(payload) : undefined;
  const packed = packet && `${packet.nsp === '/' ? '' : `${packet.nsp},`}${JSON.stringify(packet.data)}`;
  return [typeof payload === 'string' ? payload : undefined, extras, packed].filter((text) => text !== undefined);
}

/** What the terms on paths look into. */
function argumentsOf(seen: Seen): readonly unknown[] {
  const { row, event } = seen;
  if (event.kind === 'client' || event.kind === 'user') return event.detail === undefined ? [] : [event.detail];
  const payload = payloadIn(seen);
  if (!/^(CONNECT|CONNECT_ERROR|ERROR|EVENT|ACK|BINARY_EVENT|BINARY_ACK|open)$/.test(row.kind) || payload === undefined)
    return [];
  if (payload instanceof Uint8Array) return listed(row.kind, unpacked(payload)?.data);
  const [, , json = ''] = /^(?:0|4\d(?:\d+-)?(\/[^,]*(?:,|$))?\d*)(.*)$/s.exec(payload) ?? [];
  return json === '' ? [] : listed(row.kind, JSON.parse(json));
}

function listed(kind: string, data: unknown): readonly unknown[] {
  if (/EVENT$/.test(kind)) return Array.isArray(data) ? data.slice(1) : [];
  if (/ACK$/.test(kind)) return Array.isArray(data) ? data : [];
  return data === undefined ? [] : [data];
}

type Step = string | number | '*';

function childrenOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function led(value: unknown, steps: readonly Step[]): readonly unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  return childrenOf(value).flatMap(([key, child]) => (step === '*' || step === key ? led(child, rest) : []));
}

function everything(value: unknown): readonly unknown[] {
  return [value, ...childrenOf(value).flatMap(([, child]) => everything(child))];
}

const PATHS: readonly (readonly [string, (args: readonly unknown[]) => readonly unknown[]])[] = [
  ['arg[0]', (args) => led(args, [0])],
  ['arg[1].id', (args) => led(args, [1, 'id'])],
  ['arg[0].user.id', (args) => led(args, [0, 'user', 'id'])],
  ['arg', (args) => led(args, ['*'])],
  ['arg.token', (args) => led(args, ['*', 'token'])],
  ['arg[*][0]', (args) => led(args, ['*', 0])],
  ['arg[0]["a b"]', (args) => led(args, [0, 'a b'])],
  ['$', (args) => args.flatMap(everything)],
  ['$.token', (args) => everything(args).flatMap((value) => led(value, ['token']))],
  ['$.user.id', (args) => everything(args).flatMap((value) => led(value, ['user', 'id']))],
  ['$[1]', (args) => everything(args).flatMap((value) => led(value, [1]))],
  ['$.user.*', (args) => everything(args).flatMap((value) => led(value, ['user', '*']))],
  ['$["n\\""]', (args) => everything(args).flatMap((value) => led(value, ['n"']))],
  ['$.é', (args) => everything(args).flatMap((value) => led(value, ['é']))],
];

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;
const VALUES: readonly (readonly [string, (value: unknown) => boolean])[] = [
  ['*', () => true],
  ['7', (value) => value === 7 || value === '7'],
  ['-3', (value) => value === -3],
  ['>0', (value) => typeof value === 'number' && value > 0],
  ['7..8', (value) => typeof value === 'number' && value >= 7 && value <= 8],
  ['a', (value) => value === 'a'],
  ['a*', (value) => typeof value === 'string' && /^a/i.test(value)],
  ['"A b"', (value) => value === 'A b'],
  ['a,true', (value) => value === 'a' || value === true],
  ['null', (value) => value === null],
  ['é*', (value) => typeof value === 'string' && value.startsWith('é')],
  ['/^[ae]/', (value) => isScalar(value) && /^[ae]/.test(String(value))],
];

const path = fc
  .tuple(fc.constantFrom(...PATHS), fc.constantFrom(...VALUES))
  .map(([[written, valuesOn], [value, passes]]) =>
    ask(`${written}:${value}`, (seen) => valuesOn(argumentsOf(seen)).some(passes)),
  );

const text = fc.oneof(
  fc
    .constantFrom('a', 'A B', '42', '42["a"', ']4', '"sid"', 'ok', 'url', 'HOST', '\\', 'token', 'é', 'probe')
    .map((word) =>
      ask(JSON.stringify(word), (seen) => textsOf(seen).some((own) => own.toLowerCase().includes(word.toLowerCase()))),
    ),
  fc
    .constantFrom(/^42/, /\]$/, /^[^a]*$/, /\d{2}/, /x*/, /SID/i, /^$/, /(?<!4)2/, /a b"/)
    .map((own) => ask(own.toString(), (seen) => textsOf(seen).some((text) => own.test(text)))),
);

const column = fc.constantFrom(
  ask('kind:EVENT', ({ row }) => row.kind === 'EVENT'),
  ask('kind:*event,malformed', ({ row }) => /EVENT$/.test(row.kind) || row.kind === 'malformed'),
  ask('kind:/^p/', ({ row }) => row.kind.startsWith('p')),
  ask('type:42', ({ row }) => row.kind === 'EVENT'),
  ask('type:2,noop', ({ row }) => row.kind === 'ping' || row.kind === 'noop'),
  ask('type:4', ({ row }) => /^[A-Z]/.test(row.kind) || row.kind === 'message' || row.kind === 'attachment'),
  ask('type:connect_error', ({ row }) => row.kind === 'CONNECT_ERROR' || row.kind === 'ERROR'),
  ask('event:a', ({ row }) => row.event?.toLowerCase() === 'a'),
  ask('event:"a b"', ({ row }) => row.event === 'A b' || row.event === 'A B'),
  ask('event:"a b",c*', ({ row: { event = '' } }) => /^(a b|c.*)$/i.test(event)),
  ask('ns:/chat', ({ row }) => row.nsp === '/chat'),
  ask('ns:/*', ({ row }) => row.nsp !== undefined),
  ask('dir:sent', ({ row }) => row.direction === 'sent'),
  ask('dir:in,none', ({ row }) => row.direction !== 'sent'),
  ask('conn:2', ({ row }) => row.conn === 2),
  ask('conn:>1', ({ row }) => row.conn > 1),
  ask('via:polling', ({ row }) => row.via === 'polling'),
  ask('via:none,webt*', ({ row }) => row.via === undefined || row.via === 'webtransport'),
  ask('seq:3..9', ({ row }) => row.seq >= 3 && row.seq <= 9),
  ask('seq:1,4', ({ row }) => row.seq === 1 || row.seq === 4),
  ask('size:>10', ({ row }) => row.sizeBytes !== undefined && row.sizeBytes > 10),
  ask('size:..0.02k', ({ row }) => row.sizeBytes !== undefined && row.sizeBytes <= 20),
  ask('size:1', ({ row }) => row.sizeBytes === 1),
  ask('at:>=1s', ({ row }) => row.at >= 1000),
  ask('at:200ms..2s', ({ row }) => row.at >= 200 && row.at <= 2000),
  ask('at:<0.5', ({ row }) => row.at < 500),
  ask('at:1s', ({ row }) => row.at >= 1000 && row.at < 2000),
  ask('id:1', (seen) => ackIdOf(seen) === 1),
  ask('id:<2', (seen) => (ackIdOf(seen) ?? 9) < 2),
  ask('has:ack', (seen) => ackIdOf(seen) !== undefined),
  ask('has:pair', ({ row }) => row.pair !== undefined),
  ask('has:pending', ({ row }) => row.isPending),
  ask('has:error', ({ row }) => /^(malformed|failed|CONNECT_ERROR|ERROR)$/.test(row.kind)),
  ask('has:binary', ({ row }) => /^(BINARY_EVENT|BINARY_ACK|attachment)$/.test(row.kind)),
  ask('has:probe,pending', ({ row, event }) => event.probe !== undefined || row.isPending),
  ask('ack:>100ms', (seen) => (waitOf(seen) ?? 0) > 100),
  ask('ack:..1s', (seen) => (waitOf(seen) ?? Infinity) <= 1000),
);

/** Read from the text as a person would. */
function ackIdOf(seen: Seen): number | undefined {
  if (!/^(EVENT|ACK|BINARY_EVENT|BINARY_ACK)$/.test(seen.row.kind)) return undefined;
  const payload = payloadIn(seen);
  if (payload instanceof Uint8Array) return Object(unpacked(payload)).id;
  const [, id = ''] = /^4\d(?:\d+-)?(?:\/[^,]*,)?(\d*)/.exec(payload ?? '') ?? [];
  return id === '' ? undefined : Number(id);
}

function waitOf({ row, rows }: Seen): number | undefined {
  if (!row.pair || !/^(EVENT|ACK|BINARY_EVENT|BINARY_ACK)$/.test(row.kind)) return undefined;
  const { seq, part } = row.pair;
  const other = rows.find((one) => one.seq === seq && one.part === part);
  return other && Math.abs(other.at - row.at);
}

/** Any query of these terms, written with as few signs as it may be, and now and then with more. */
export const someQuery: fc.Arbitrary<Asked> = fc.letrec<{ query: Asked }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    text,
    path,
    column,
    fc
      .tuple(tie('query'), fc.constantFrom('-(', 'not (', '- ('))
      .map(([{ text: inside, holds }, sign]) => ask(`${sign.replace('- (', '-(')}${inside})`, (seen) => !holds(seen))),
    fc
      .tuple(tie('query'), tie('query'), fc.constantFrom(' ', ' and ', '  AND '))
      .map(([a, b, sign]) => ask(`(${a.text})${sign}(${b.text})`, (seen) => a.holds(seen) && b.holds(seen))),
    fc
      .tuple(tie('query'), tie('query'))
      .map(([a, b]) => ask(`(${a.text} or ${b.text})`, (seen) => a.holds(seen) || b.holds(seen))),
    fc
      .tuple(column, tie('query'))
      .map(([a, b]) => ask(`${a.text} (${b.text})`, (seen) => a.holds(seen) && b.holds(seen))),
    // `or` binds weaker than standing side by side.
    fc
      .tuple(column, text, column)
      .map(([a, b, c]) =>
        ask(`(${a.text} ${b.text} or -${c.text})`, (seen) => (a.holds(seen) && b.holds(seen)) || !c.holds(seen)),
      ),
  ),
})).query;
