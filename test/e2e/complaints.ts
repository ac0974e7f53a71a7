import type { BrowserContext } from 'playwright/test';

/** Errors of all pages of a context, their workers' among them: uncaught, or on the console. */
export class Complaints {
  readonly #told: string[] = [];
  readonly #expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on('weberror', (webError) => this.#told.push(webError.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error') this.#told.push(`${message.text()} (${message.location().url})`);
    });
  }

  /** What a test brings about on purpose, such as the browser's own word on a server that is not there. */
  expect(complaint: RegExp): void {
    this.#expected.push(complaint);
  }

  get unexpected(): readonly string[] {
    return this.#told.filter((text) => !this.#expected.some((complaint) => complaint.test(text)));
  }
}

/** How Chromium tells of a request or a WebSocket that a server refused, cut or did not answer. */
export const LOST_CONNECTION = /^(Failed to load resource: net::ERR_|WebSocket connection to )/;
