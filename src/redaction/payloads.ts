import { concatBytes, utf8Bytes } from '../base/bytes.ts';
import { partIn, type Span } from '../protocol/engineio/span.ts';
import { decodeStreamPacket, streamHeader } from '../protocol/engineio/stream-packet.ts';
import type { Payload, StreamVia } from '../wire/wire-event.ts';
import { append, applied, secretsIn, shifted, type Edit } from './edits.ts';
import { Messages, type Carrier, type Rewritten } from './messages.ts';
import type { Scrubber } from './scrubber.ts';
import type { Secret } from './secrets.ts';

/** A payload without its secrets. `edits` tell of text where it changed. */
export type CleanPayload = {
  readonly payload: Payload;
  readonly edits: readonly Edit[];
  readonly secrets: readonly Secret[];
};

/** Frames and polling bodies of every generation: what holds a length of something has it counted anew. */
export class Payloads {
  readonly #scrubber: Scrubber;
  readonly #messages: Messages;

  constructor(scrubber: Scrubber) {
    this.#scrubber = scrubber;
    this.#messages = new Messages(scrubber);
  }

  frame(payload: Payload, via: StreamVia, carrier: Carrier): CleanPayload {
    if (typeof payload === 'string') return cleanText(payload, this.#messages.textPart(payload, carrier));
    if (via === 'webtransport') return cleanBytes(this.#streamPacket(payload, carrier));
    const isTyped = carrier.decoders.engine.version === 3;
    return cleanBytes(isTyped ? this.#messages.typedBytes(payload, carrier) : this.#messages.bytes(payload, carrier));
  }

  body(payload: Payload, carrier: Carrier): CleanPayload {
    const spans = carrier.decoders.engine.splitPayload(payload);
    if (typeof payload !== 'string') return cleanBytes(this.#bytesBody(payload, spans, carrier));
    const { engine, isUnknown } = carrier.decoders;
    const hasLengths = engine.version === 3 || (isUnknown && /^\d+:/.test(payload));
    const edits: Edit[] = [];
    let before = 0;
    for (const { start, end, malformed } of spans) {
      const part = payload.slice(start, end);
      const partEdits = malformed ? this.#loose(part, carrier) : this.#messages.textPart(part, carrier);
      if (partEdits.length > 0 && hasLengths && !malformed)
        edits.push(lengthEdit(payload, before, { start, end }, partEdits));
      append(edits, shifted(partEdits, start));
      before = end;
    }
    return cleanText(payload, edits);
  }

  /** Bytes of generation 3: each packet has its kind and length before it. */
  #bytesBody(body: Uint8Array, spans: readonly Span[], carrier: Carrier): Rewritten {
    if (spans.length === 0) return this.#looseBytes(body, carrier);
    const pieces: Uint8Array[] = [];
    const secrets: Secret[] = [];
    let at = 0;
    for (const span of spans) {
      const { start, end, isText = false, malformed } = span;
      const raw = body.subarray(start, end);
      const part = partIn(body, span);
      const clean = malformed
        ? this.#looseBytes(raw, carrier)
        : typeof part === 'string'
          ? this.#textBytes(part, raw, carrier)
          : this.#messages.typedBytes(part, carrier);
      const isChanged = clean.secrets.length > 0;
      pieces.push(isChanged && !malformed ? lengthHeader(isText, clean.bytes.length) : body.subarray(at, start));
      pieces.push(isChanged ? clean.bytes : raw);
      append(secrets, clean.secrets);
      at = end;
    }
    return secrets.length === 0
      ? { bytes: body, secrets }
      : { bytes: concatBytes([...pieces, body.subarray(at)]), secrets };
  }

  /** With the header of WebTransport before it. */
  #streamPacket(packet: Uint8Array, carrier: Carrier): Rewritten {
    const header = streamHeader(packet);
    if (
      !header.ok ||
      header.value.packetBytes + header.value.headerBytes !== packet.length ||
      !decodeStreamPacket(packet).ok
    )
      return this.#looseBytes(packet, carrier);
    const { isText, headerBytes } = header.value;
    const inside = packet.subarray(headerBytes);
    const clean = isText
      ? this.#textBytes(new TextDecoder().decode(inside), inside, carrier)
      : this.#messages.bytes(inside, carrier);
    if (clean.secrets.length === 0) return { ...clean, bytes: packet };
    return { ...clean, bytes: concatBytes([streamHeaderOf(isText, clean.bytes.length), clean.bytes]) };
  }

  #textBytes(part: string, raw: Uint8Array, carrier: Carrier): Rewritten {
    const edits = this.#messages.textPart(part, carrier);
    return edits.length === 0
      ? { bytes: raw, secrets: [] }
      : { bytes: utf8Bytes(applied(part, edits)), secrets: secretsIn(edits) };
  }

  /** What cannot be taken apart. */
  #loose(text: string, { seq }: Carrier): readonly Edit[] {
    this.#scrubber.from({ seq, label: 'body' });
    return this.#scrubber.edits(text);
  }

  #looseBytes(bytes: Uint8Array, { seq }: Carrier): Rewritten {
    this.#scrubber.from({ seq, label: 'bytes' });
    return this.#scrubber.bytes(bytes);
  }
}

function cleanText(payload: string, edits: readonly Edit[]): CleanPayload {
  return { payload: applied(payload, edits), edits, secrets: secretsIn(edits) };
}

function cleanBytes({ bytes, secrets }: Rewritten): CleanPayload {
  return { payload: bytes, edits: [], secrets };
}

/** Of a packet that `edits` change; `before` is where the packet before it ends. */
function lengthEdit(body: string, before: number, { start, end }: Span, edits: readonly Edit[]): Edit {
  const colon = start - 1;
  // Packets of length 0 are passed over: `0:0:5:hello`.
  const lengthAt = before + body.slice(before, colon).lastIndexOf(':') + 1;
  let length = end - start;
  for (const edit of edits) length += edit.text.length - (edit.end - edit.start);
  return { start: lengthAt, end: colon, text: String(length), secrets: [] };
}

/** A byte for the kind, one for each digit, and the end of the length. */
function lengthHeader(isText: boolean, length: number): Uint8Array {
  const digits = [...String(length)].map(Number);
  return Uint8Array.of(isText ? 0 : 1, ...digits, 0xff);
}

function streamHeaderOf(isText: boolean, length: number): Uint8Array {
  const kind = isText ? 0 : 0x80;
  if (length < 126) return Uint8Array.of(kind | length);
  const header = new Uint8Array(length < 0x1_0000 ? 3 : 9);
  const view = new DataView(header.buffer);
  header[0] = kind | (header.length === 3 ? 126 : 127);
  if (header.length === 3) view.setUint16(1, length);
  else view.setBigUint64(1, BigInt(length));
  return header;
}
