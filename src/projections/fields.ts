import type { WireEvent } from '../wire/wire-event.ts';
import { headerOf } from './attachments.ts';
import type { Field } from './details-view.ts';
import type { Nearby } from './nearby.ts';
import { packetFields } from './packet-fields.ts';
import type { Row, RowId } from './row.ts';
import type { RowPart } from './row-part.ts';
import { countText } from './words.ts';

/** A body's packets are in the timeline; so many of them are linked from it. */
const PACKETS_LINKED = 12;

type Around = {
  readonly nearby: Nearby;
  readonly attachments: readonly { readonly row?: RowId; readonly bytes: Uint8Array }[];
};

/** Both layers' fields of one row, with their places in its payload and links to the rows that belong to it. */
export function fieldsOf(
  row: Row,
  event: WireEvent,
  part: RowPart,
  hasOffset: boolean,
  around: Around,
): readonly Field[] {
  const ofPacket = event.kind === 'frame' || row.part > 0;
  return [
    ...channelFields(event),
    ...(ofPacket ? packetFields(row, part, hasOffset) : eventFields(event)),
    ...linkFields(row, around),
    ...pairFields(row),
  ];
}

/** The other rows of a packet: its attachments, its header, the exchange that carried it or the packets it carried. */
function linkFields(row: Row, { nearby, attachments }: Around): readonly Field[] {
  if (row.kind === 'request' || row.kind === 'response') {
    const packets = nearby.packetsInBody();
    if (packets.length === 0) return [];
    const linked = packets.slice(0, PACKETS_LINKED).map((packet, i): Field => {
      const value = `#${row.seq}, ${nearby.columns.kind(packet)}`;
      return { layer: 'Engine.IO', name: `packet ${i + 1}`, value, link: nearby.idOf(packet) };
    });
    return [{ layer: 'Engine.IO', name: 'packets', value: countText(packets.length, 'packet') }, ...linked];
  }
  const header = row.kind === 'attachment' ? headerOf(nearby) : undefined;
  const headerId = header && nearby.idOf(header.header);
  return [
    ...(row.part === 0 ? [] : [carriedBy(row)]),
    ...(header && headerId
      ? [
          {
            layer: 'Socket.IO',
            name: 'attachment of',
            value: `#${headerId.seq}, number ${header.place - 1}`,
            link: headerId,
          } as const,
        ]
      : []),
    ...attachments.flatMap(({ row: link, bytes }, i): readonly Field[] => {
      const name = `attachment ${i}`;
      const size = countText(bytes.length, 'byte');
      return link
        ? [{ layer: 'Socket.IO', name, value: `#${link.seq}, ${size}`, link }]
        : [{ layer: 'Socket.IO', name, value: size }];
    }),
  ];
}

function carriedBy({ seq, part }: Row): Field {
  return { layer: 'HTTP', name: 'carried by', value: `#${seq}, packet ${part} of its body`, link: { seq, part: 0 } };
}

function channelFields(event: WireEvent): readonly Field[] {
  if (!('chan' in event)) return [];
  return [
    { layer: 'Channel', name: 'transport', value: event.via },
    { layer: 'Channel', name: 'channel', value: String(event.chan) },
    ...(event.kind === 'frame' ? [] : httpFields(event)),
  ];
}

function httpFields(event: Exclude<Extract<WireEvent, { chan: number }>, { kind: 'frame' }>): readonly Field[] {
  switch (event.kind) {
    case 'request':
    case 'response': {
      const headers = Object.entries(event.headers ?? {});
      const first: readonly Field[] =
        event.kind === 'request'
          ? [
              { layer: 'HTTP', name: 'method', value: event.method },
              { layer: 'HTTP', name: 'URL', value: event.url },
            ]
          : [{ layer: 'HTTP', name: 'status', value: String(event.status) }];
      return [...first, ...headers.map(([name, value]): Field => ({ layer: 'HTTP', name, value }))];
    }
    case 'opened':
      return [{ layer: 'Channel', name: 'URL', value: event.url }];
    case 'closed':
      return [
        { layer: 'Channel', name: 'close code', value: String(event.code) },
        { layer: 'Channel', name: 'close reason', value: event.reason === '' ? 'none given' : event.reason },
        { layer: 'Channel', name: 'close frame', value: event.clean ? 'yes' : 'no' },
      ];
    case 'failed':
      return [{ layer: 'Channel', name: 'message', value: event.message }];
  }
}

function eventFields(event: WireEvent): readonly Field[] {
  if (event.kind === 'client') {
    return [
      { layer: 'Client', name: 'event', value: event.event },
      ...(event.nsp === undefined ? [] : [{ layer: 'Client', name: 'namespace', value: event.nsp } as const]),
    ];
  }
  return event.kind === 'user' ? [{ layer: 'Client', name: 'action', value: event.action }] : [];
}

function pairFields({ pair, pairEnd, kind }: Row): readonly Field[] {
  if (!pair) return [];
  const layer =
    kind === 'request' || kind === 'response' || kind === 'failed'
      ? 'HTTP'
      : /^[A-Z]/.test(kind)
        ? 'Socket.IO'
        : 'Engine.IO';
  return [{ layer, name: pairEnd === 'answer' ? 'answers' : 'answered by', value: `#${pair.seq}`, link: pair }];
}
