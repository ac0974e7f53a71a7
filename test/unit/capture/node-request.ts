import { Buffer } from 'node:buffer';
import { request, type ClientRequest } from 'node:http';

/** As much of an XMLHttpRequest as engine.io-client 6 uses. Its methods lie on the prototype, where the tap needs them. */
export class NodeRequest extends EventTarget {
  static readonly DONE = 4;
  readyState = 0;
  status = 0;
  responseText = '';
  responseType = '';
  withCredentials = false;
  onreadystatechange: (() => void) | undefined;
  #request: ClientRequest | undefined;

  get response(): string {
    return this.responseText;
  }

  open(method: string, url: string): void {
    this.#request = request(url, { method, agent: false });
  }

  setRequestHeader(name: string, value: string): void {
    this.#request?.setHeader(name, value);
  }

  getAllResponseHeaders(): string {
    return '';
  }

  getResponseHeader(): null {
    return null;
  }

  send(body?: string | ArrayBuffer | null): void {
    const asked = this.#request;
    if (!asked) return;
    asked.on('error', () => this.#done(0, ''));
    asked.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => this.#done(0, ''));
      response.on('end', () => this.#done(response.statusCode ?? 0, Buffer.concat(chunks).toString()));
    });
    asked.end(typeof body === 'string' ? body : body ? Buffer.from(body) : undefined);
  }

  abort(): void {
    this.#request?.destroy();
    this.#done(0, '');
  }

  #done(status: number, text: string): void {
    if (this.readyState === 4) return;
    this.status = status;
    this.responseText = text;
    this.readyState = 4;
    // The tap's listener comes first, as it does where it is one of many.
    this.dispatchEvent(new Event('readystatechange'));
    this.onreadystatechange?.();
  }
}
