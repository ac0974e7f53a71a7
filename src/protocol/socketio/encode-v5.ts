/** An EVENT as the application says it; `args` starts with the event's name and may hold bytes anywhere. */
export type Emitted = { readonly nsp: string; readonly id: number | undefined; readonly args: readonly unknown[] };

/** A packet and the binary frames that follow it. */
export type EncodedPacket = { readonly text: string; readonly attachments: readonly Uint8Array[] };

/** An EVENT, or a BINARY_EVENT where there are bytes in it: what socket.io-parser 4.2 writes. */
export function encodeEvent({ nsp, id, args }: Emitted): EncodedPacket {
  const attachments: Uint8Array[] = [];
  const json = JSON.stringify(args, function (this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
    // `value` went through `toJSON`, which Node's Buffer has; what stands in the holder did not.
    const original = this[key];
    if (original instanceof Uint8Array) return { _placeholder: true, num: attachments.push(original) - 1 };
    return value;
  });
  const head = attachments.length > 0 ? `5${attachments.length}-` : '2';
  const namespace = nsp === '/' || nsp === '' ? '' : `${nsp},`;
  return { text: `${head}${namespace}${id ?? ''}${json}`, attachments };
}
