const PREFIX = 'sockscope.';

/** What the browser kept under `key`; undefined where nothing was kept or the page may not keep anything. */
export function recall(key: string): string | undefined {
  try {
    if (isForgetful()) return undefined;
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    // Storage is blocked: the page works, it only forgets.
    return undefined;
  }
}

export function remember(key: string, text: string): void {
  try {
    if (isForgetful()) return;
    localStorage.setItem(PREFIX + key, text);
  } catch {
    // Blocked or full: a lost preference is not worth a message.
    return;
  }
}

/** A page that only shows a session leaves nothing where it was opened: all files of a disk may share one storage. */
function isForgetful(): boolean {
  return document.documentElement.hasAttribute('data-forgetful');
}
