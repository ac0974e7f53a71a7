const PREFIX = 'sockscope.';

/** What the browser kept under `key`; undefined where nothing was kept or the page may not keep anything. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    // Storage is blocked: the page works, it only forgets.
    return undefined;
  }
}

export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    // Blocked or full: a lost preference is not worth a message.
    return;
  }
}
