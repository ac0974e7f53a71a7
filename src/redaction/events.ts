import { unreachable } from '../base/unreachable.ts';
import type { Protocols } from '../session/protocols.ts';
import type { Headers, UnknownFields, WireEvent } from '../wire/wire-event.ts';
import { append, applied, secretsIn } from './edits.ts';
import type { KeyClass } from './key-names.ts';
import { Payloads, type CleanPayload } from './payloads.ts';
import type { Origin, Scrubber } from './scrubber.ts';
import type { Secret } from './secrets.ts';

export type CleanEvent = { readonly event: WireEvent; readonly secrets: readonly Secret[] };

/** WireEvents without their secrets: payload, addresses, headers, reasons, details and unknown fields. */
export class Events {
  readonly #scrubber: Scrubber;
  readonly #payloads: Payloads;
  readonly #protocols: Protocols;
  #seq = 0;
  #secrets: Secret[] = [];

  constructor(scrubber: Scrubber, protocols: Protocols) {
    this.#scrubber = scrubber;
    this.#payloads = new Payloads(scrubber);
    this.#protocols = protocols;
  }

  /** The same event where it holds no secret. */
  clean(seq: number, event: WireEvent): CleanEvent {
    this.#seq = seq;
    this.#secrets = [];
    const changed = this.#kind(event);
    const { more, probe } = event;
    const rest = {
      ...(probe === undefined ? {} : { probe: this.#text(probe, 'probe') }),
      ...(more ? { more: this.#fields(more, 'further fields') } : {}),
    };
    const secrets = this.#secrets;
    return { event: secrets.length === 0 ? event : { ...changed, ...rest }, secrets };
  }

  /** Of a frame, request or response; undefined for what has none. */
  payload(seq: number, event: WireEvent): CleanPayload | undefined {
    const decoders = this.#protocols.of(seq, event);
    switch (event.kind) {
      case 'frame':
        return this.#payloads.frame(event.payload, event.via, { seq, dir: event.dir, decoders });
      case 'request':
        return event.payload === undefined
          ? undefined
          : this.#payloads.body(event.payload, { seq, dir: 'sent', decoders });
      case 'response':
        return event.payload === undefined
          ? undefined
          : this.#payloads.body(event.payload, { seq, dir: 'received', decoders });
      default:
        return undefined;
    }
  }

  #kind(event: WireEvent): WireEvent {
    switch (event.kind) {
      case 'frame': {
        const payload = this.payload(this.#seq, event);
        this.#take(payload);
        return payload ? { ...event, payload: payload.payload } : event;
      }
      case 'opened':
        return { ...event, url: this.#text(event.url, 'URL') };
      case 'closed':
        return { ...event, reason: this.#text(event.reason, 'close reason') };
      case 'failed':
        return { ...event, message: this.#text(event.message, 'error') };
      case 'request': {
        const url = this.#text(event.url, 'URL');
        const method = this.#text(event.method, 'method');
        return { ...event, method, url, ...this.#headers(event, 'request header'), ...this.#body(event) };
      }
      case 'response':
        return { ...event, ...this.#headers(event, 'response header'), ...this.#body(event) };
      case 'client': {
        const { nsp, detail } = event;
        const name = this.#text(event.event, 'client event');
        const cleanNsp = nsp === undefined ? {} : { nsp: this.#text(nsp, 'namespace') };
        return { ...event, event: name, ...cleanNsp, ...this.#detail(detail, `client ${name}`) };
      }
      case 'user': {
        const action = this.#text(event.action, 'action');
        return { ...event, action, ...this.#detail(event.detail, `user ${action}`) };
      }
      default:
        return unreachable(event);
    }
  }

  #body(event: WireEvent): { readonly payload?: CleanPayload['payload'] } {
    const payload = this.payload(this.#seq, event);
    this.#take(payload);
    return payload ? { payload: payload.payload } : {};
  }

  #headers({ headers }: { readonly headers?: Headers }, label: string): { readonly headers?: Headers } {
    if (!headers) return {};
    const clean = Object.entries(headers).map(([name, value]) => {
      const keyClass = this.#scrubber.names.classOf(name);
      return [this.#text(name, label), this.#text(value, `${label} ${name}`, keyClass)] as const;
    });
    return { headers: Object.fromEntries(clean) };
  }

  #detail(detail: unknown, label: string): { readonly detail?: unknown } {
    return detail === undefined ? {} : { detail: this.#json(detail, label) };
  }

  #fields(fields: UnknownFields, label: string): UnknownFields {
    const clean = this.#json(fields, label);
    return typeof clean === 'object' && clean !== null ? { ...clean } : fields;
  }

  /** The same object where nothing is replaced. */
  #json(value: unknown, label: string): unknown {
    const json = JSON.stringify(value);
    const text = this.#text(json, label);
    const clean: unknown = text === json ? value : JSON.parse(text);
    return clean;
  }

  #text(text: string, label: string, keyClass: KeyClass = 'none'): string {
    this.#scrubber.from(this.#origin(label));
    const edits = this.#scrubber.edits(text, keyClass);
    append(this.#secrets, secretsIn(edits));
    return applied(text, edits);
  }

  #take(payload: CleanPayload | undefined): void {
    if (payload) append(this.#secrets, payload.secrets);
  }

  #origin(label: string): Origin {
    return { seq: this.#seq, label };
  }
}
