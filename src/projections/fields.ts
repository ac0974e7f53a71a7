import type { WireEvent } from '../wire/wire-event.ts';
import type { Field } from './details-view.ts';
import { packetFields } from './packet-fields.ts';
import type { Row } from './row.ts';
import type { RowPart } from './row-part.ts';

/** Both layers' fields of one row, with their places in its payload. */
export function fieldsOf(row: Row, event: WireEvent, part: RowPart, hasOffset: boolean): readonly Field[] {
  const ofPacket = event.kind === 'frame' || row.part > 0;
  return [
    ...channelFields(event),
    ...(ofPacket ? packetFields(row, part, hasOffset) : eventFields(event)),
    ...pairFields(row),
  ];
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
