import type { PageEvent } from '../worker/remote.ts';

/** Tells when the page is hidden or frozen, and when no longer; `epochMs` in ms since 1970, when it happened. */
export function followPage(tell: (event: PageEvent, epochMs: number) => void): void {
  const on = (type: string, name: () => PageEvent): void =>
    document.addEventListener(type, () => tell(name(), performance.timeOrigin + performance.now()));
  on('visibilitychange', () => (document.visibilityState === 'hidden' ? 'page_hidden' : 'page_visible'));
  // Page Lifecycle, in Chromium only.
  on('freeze', () => 'page_frozen');
  on('resume', () => 'page_resumed');
}
