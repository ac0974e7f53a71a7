import type { Request, Response, StreamVia } from '../wire/wire-event.ts';
import { headerBytesOf } from '../protocol/engineio/stream-packet.ts';

const LINE_END = 2;
/** "HTTP/1.1" and the blank beside it. */
const VERSION = 9;
/** "200" and the blank before the words that HTTP/1.1 may put there. */
const STATUS = 4;
const MASK = 4;

/** What the transport adds to a frame of `bytes`; WebTransport's own header is in the recorded frame. */
export function framingBytes(via: StreamVia, isSent: boolean, bytes: number): number {
  if (via === 'webtransport') return headerBytesOf(bytes);
  // RFC 6455, section 5.2: two bytes, a longer length, and the mask that only clients set.
  const length = bytes <= 125 ? 0 : bytes <= 0xffff ? 2 : 8;
  return 2 + length + (isSent ? MASK : 0);
}

/** The request's line and headers as HTTP/1.1 writes them. A page is told those only that the client set itself. */
export function requestHeadBytes({ method, url, headers = {} }: Request): number {
  const [, host = '', path = url] = /^\w+:\/\/([^/]*)(\/.*)?$/.exec(url) ?? [];
  const hostLine = host === '' ? 0 : 'Host: '.length + host.length + LINE_END;
  return method.length + 1 + path.length + VERSION + LINE_END + hostLine + headerBytes(headers) + LINE_END;
}

/** The status line and those headers that the page may read. */
export function responseHeadBytes({ headers = {} }: Response): number {
  return VERSION + STATUS + LINE_END + headerBytes(headers) + LINE_END;
}

function headerBytes(headers: Readonly<Record<string, string>>): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(headers)) bytes += name.length + 2 + value.length + LINE_END;
  return bytes;
}
