/** As the clients of both generations hold it before it is encoded. */
export type OutgoingPacket = { readonly type: string; readonly data?: unknown; readonly options?: unknown };

/** A packet that a person typed says so, and no fault touches it. */
export const RAW_OPTIONS: Readonly<Record<string, unknown>> = { isRaw: true };

export function isRaw({ options }: OutgoingPacket): boolean {
  return typeof options === 'object' && options !== null && 'isRaw' in options;
}

/** The client's own part in it: its answer in generation 4, its question in generation 3. The probe is none. */
export function isHeartbeat({ type, data }: OutgoingPacket): boolean {
  return (type === 'pong' || type === 'ping') && data !== 'probe';
}

/** How many packets with bytes belong to a message and follow it. */
export function attachmentsOf({ data }: OutgoingPacket): number {
  const count = typeof data === 'string' ? /^[56](\d+)-/.exec(data)?.[1] : undefined;
  return count === undefined ? 0 : Number(count);
}

/** Of what it begins with: for the log. */
export function shownMessage({ data }: OutgoingPacket): Readonly<Record<string, unknown>> {
  if (typeof data === 'string') return { text: data.slice(0, 200) };
  const bytes = data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : 0;
  return { bytes };
}
