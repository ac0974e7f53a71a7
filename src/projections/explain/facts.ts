import type { Row, RowId } from '../row.ts';
import { headerOf } from '../attachments.ts';
import type { Nearby } from '../nearby.ts';
import { countText, msText, ordinal } from '../words.ts';
import type { Fact } from './explanation.ts';

export type FactSource = {
  readonly row: Row;
  readonly nearby: Nearby;
  /** Session time of an entry, in ms. */
  readonly atOf: (seq: number) => Promise<number | undefined>;
  readonly attachments: readonly { readonly row?: RowId }[];
};

/** What this session says of the row. */
export async function factsOf(source: FactSource): Promise<readonly Fact[]> {
  const facts = [...(await pairFacts(source)), ...(await ownFacts(source)), ...bodyFacts(source)];
  const order = { before: 0, here: 1, after: 2 } as const;
  return facts.toSorted((a, b) => order[a.when] - order[b.when] || (a.row?.seq ?? 0) - (b.row?.seq ?? 0));
}

async function pairFacts({ row, atOf }: FactSource): Promise<readonly Fact[]> {
  const { pair, pairEnd, at } = row;
  if (!pair) return row.isPending ? [{ when: 'after', text: 'It still waits for its answer.' }] : [];
  const otherAt = (await atOf(pair.seq)) ?? at;
  const span = msText(Math.abs(otherAt - at));
  return [
    pairEnd === 'answer'
      ? { when: 'before', text: `Answers the ${questionWord(row)} of ${span} before:`, row: pair }
      : { when: 'after', text: `Answered after ${span}:`, row: pair },
  ];
}

function questionWord({ kind }: Row): string {
  if (kind === 'response' || kind === 'failed') return 'request';
  if (kind === 'pong') return 'ping';
  return kind === 'ACK' || kind === 'BINARY_ACK' ? 'event' : 'CONNECT';
}

async function ownFacts(source: FactSource): Promise<readonly Fact[]> {
  const { row } = source;
  switch (row.kind) {
    case 'ping':
    case 'pong':
      return row.isUpgrade ? upgradeFacts(source) : heartbeatFacts(source);
    case 'open':
      return row.direction === 'received' ? openFacts(source) : [];
    case 'noop':
    case 'upgrade':
      return row.isUpgrade ? upgradeFacts(source) : [];
    case 'EVENT':
    case 'BINARY_EVENT':
      return eventFacts(source);
    case 'attachment':
      return attachmentFacts(source);
    case 'CONNECT':
    case 'DISCONNECT':
    case 'CONNECT_ERROR':
    case 'ERROR':
      return [...(await sessionFact(source))];
    case 'closed':
    case 'failed':
    case 'malformed':
      return endFacts(source);
    case 'client':
      return clientFacts(source);
    case 'user':
      return userFacts(source);
    default:
      return [];
  }
}

async function heartbeatFacts(source: FactSource): Promise<readonly Fact[]> {
  const { row, nearby } = source;
  const start = nearby.sessionStart();
  const isAlike = (other: number) =>
    nearby.isKind(other, row.kind) && nearby.isSameWay(other) && !nearby.columns.isUpgrade(other);
  const rank = nearby.rank(isAlike, start ?? 0);
  const before = nearby.before(isAlike, (other) => other === start);
  const beforeAt = before === undefined ? undefined : await source.atOf(nearby.columns.seq(before));
  const facts: Fact[] = [
    start === undefined
      ? { when: 'here', text: `The ${ordinal(rank)} ${row.kind} here.` }
      : {
          when: 'here',
          text: `The ${ordinal(rank)} ${row.kind} of the engine session that began with`,
          row: nearby.idOf(start),
        },
  ];
  if (before === undefined || beforeAt === undefined) return facts;
  return [
    {
      when: 'before',
      text: `The ${row.kind} before it came ${msText(row.at - beforeAt)} earlier:`,
      row: nearby.idOf(before),
    },
    ...facts,
  ];
}

/** The five steps of the upgrade, as far as they have come. */
async function upgradeFacts({ row, nearby, atOf }: FactSource): Promise<readonly Fact[]> {
  const start = nearby.sessionStart();
  const isStep = (other: number) => nearby.columns.isUpgrade(other);
  const isNewSession = (other: number) => nearby.isKind(other, 'open');
  // Its own question or answer is told already.
  const isOther = (other: number) => isStep(other) && other !== nearby.columns.pair(nearby.number);
  const before = nearby.before(isOther, (other) => other === start);
  const after = nearby.after(isOther, isNewSession);
  const facts: Fact[] = [];
  const startAt = start === undefined ? undefined : await atOf(nearby.columns.seq(start));
  if (start !== undefined && startAt !== undefined) {
    facts.push({ when: 'before', text: `${msText(row.at - startAt)} after the handshake:`, row: nearby.idOf(start) });
  }
  if (before !== undefined) {
    facts.push({
      when: 'before',
      text: `The upgrade’s step before is the ${stepName(nearby, before)}:`,
      row: nearby.idOf(before),
    });
  }
  if (after !== undefined) {
    facts.push({
      when: 'after',
      text: `The upgrade’s next step is the ${stepName(nearby, after)}:`,
      row: nearby.idOf(after),
    });
  } else if (row.kind !== 'upgrade') facts.push({ when: 'after', text: 'The upgrade’s next step has not come.' });
  return facts;
}

function stepName({ columns }: Nearby, row: number): string {
  const kind = columns.kind(row);
  return kind === 'ping' ? 'probe' : kind === 'pong' ? 'probe’s answer' : kind;
}

function openFacts({ nearby }: FactSource): readonly Fact[] {
  const isOpen = (row: number) => nearby.isKind(row, 'open') && nearby.columns.direction(row) === 'received';
  const rank = nearby.rank(isOpen, 0);
  const facts: Fact[] = [
    {
      when: 'here',
      text:
        rank === 1
          ? 'The first engine session of this connection.'
          : `The ${ordinal(rank)} engine session of this connection: it has been lost ${countText(rank - 1, 'time')} before.`,
    },
  ];
  const connect = nearby.after((row) => nearby.isKind(row, 'CONNECT'), isOpen);
  if (connect !== undefined) facts.push({ when: 'after', text: 'The first CONNECT in it:', row: nearby.idOf(connect) });
  const upgrade = nearby.after((row) => nearby.isKind(row, 'upgrade'), isOpen);
  if (upgrade !== undefined) facts.push({ when: 'after', text: 'Upgraded with', row: nearby.idOf(upgrade) });
  return facts;
}

function eventFacts({ row, nearby, attachments }: FactSource): readonly Fact[] {
  const { columns } = nearby;
  const isAlike = (other: number) =>
    nearby.isKind(other, 'EVENT', 'BINARY_EVENT') &&
    nearby.isSameWay(other) &&
    columns.event(other) === columns.event(nearby.number);
  const rank = nearby.rank(isAlike, 0);
  const before = nearby.before(isAlike);
  return [
    ...(before === undefined
      ? []
      : [{ when: 'before' as const, text: `The “${row.event ?? ''}” before it:`, row: nearby.idOf(before) }]),
    {
      when: 'here',
      text: `The ${ordinal(rank)} “${row.event ?? ''}” that was ${row.direction ?? 'sent'} on this connection.`,
    },
    ...attachments.flatMap((attachment, i): readonly Fact[] =>
      attachment.row
        ? [{ when: 'after', text: `Attachment ${i + 1} of ${attachments.length}:`, row: attachment.row }]
        : [],
    ),
  ];
}

function attachmentFacts({ nearby }: FactSource): readonly Fact[] {
  const found = headerOf(nearby);
  return found ? [{ when: 'before', text: `Attachment ${found.place} of`, row: nearby.idOf(found.header) }] : [];
}

async function sessionFact({ row, nearby, atOf }: FactSource): Promise<readonly Fact[]> {
  const start = nearby.sessionStart();
  const startAt = start === undefined ? undefined : await atOf(nearby.columns.seq(start));
  return start === undefined || startAt === undefined
    ? []
    : [
        {
          when: 'before',
          text: `${msText(row.at - startAt)} after the engine session began with`,
          row: nearby.idOf(start),
        },
      ];
}

/** What an end is the end of, and what the client made of it. */
function endFacts({ nearby }: FactSource): readonly Fact[] {
  const facts: Fact[] = [];
  const start = nearby.sessionStart();
  if (start !== undefined)
    facts.push({ when: 'before', text: 'The engine session began with', row: nearby.idOf(start) });
  const { columns } = nearby;
  const told = nearby.after(
    (row) => columns.kind(row) === 'client',
    (row) => nearby.isKind(row, 'open'),
    50,
  );
  if (told !== undefined) facts.push({ when: 'after', text: 'The client reports next:', row: nearby.idOf(told) });
  return facts;
}

function clientFacts({ row, nearby }: FactSource): readonly Fact[] {
  const causes = CAUSES[row.event ?? ''];
  const cause =
    causes &&
    nearby.before(
      (other) => causes.includes(nearby.columns.kind(other)),
      () => false,
    );
  return cause === undefined
    ? []
    : [{ when: 'before', text: `The last ${nearby.columns.kind(cause)} before it:`, row: nearby.idOf(cause) }];
}

/** Rows that such reports of the client come from. */
const CAUSES: Readonly<Record<string, readonly Row['kind'][]>> = {
  connect: ['CONNECT'],
  disconnect: ['closed', 'DISCONNECT', 'failed', 'malformed', 'close'],
  connect_error: ['failed', 'closed', 'CONNECT_ERROR', 'ERROR', 'malformed', 'response'],
  close: ['closed', 'failed', 'close', 'malformed'],
  reconnect: ['open'],
  upgrade: ['upgrade'],
  upgrade_error: ['failed', 'closed'],
  upgrading: ['open'],
};

function userFacts({ row, nearby }: FactSource): readonly Fact[] {
  const wanted =
    row.event === 'emit' || row.event === 'replay'
      ? ['EVENT', 'BINARY_EVENT']
      : row.event === 'join'
        ? ['CONNECT']
        : row.event === 'leave'
          ? ['DISCONNECT']
          : [];
  const sent = nearby.after(
    (other) => wanted.includes(nearby.columns.kind(other)) && nearby.columns.direction(other) === 'sent',
    (other) => nearby.isKind(other, 'user'),
  );
  return sent === undefined ? [] : [{ when: 'after', text: 'Its packet:', row: nearby.idOf(sent) }];
}

function bodyFacts({ row, nearby }: FactSource): readonly Fact[] {
  if (row.kind !== 'request' && row.kind !== 'response') {
    return row.part === 0
      ? []
      : [{ when: 'here', text: `Packet ${row.part} of the body of`, row: { seq: row.seq, part: 0 } }];
  }
  const packets = nearby.packetsInBody();
  const [first] = packets;
  return first === undefined
    ? [{ when: 'here', text: 'Its body holds no packets.' }]
    : [
        {
          when: 'here',
          text: `Its body holds ${countText(packets.length, 'packet')}, the first of which is`,
          row: nearby.idOf(first),
        },
      ];
}
