const CHANNEL = 'sockscope';

export type Announcements = {
  /** Tells the other tabs that the record of `key` changed, came or went. */
  tell(key: string): void;
  close(): void;
};

/** `onchange` is called for what others tell, never for one's own announcements. */
export function openAnnouncements(onchange: (key: string) => void): Announcements {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: { readonly data: unknown }) => {
    // Other versions of the app may be open in other tabs, and say things that this one does not know.
    if (typeof data !== 'object' || data === null || !('changed' in data)) return;
    if (typeof data.changed === 'string') onchange(data.changed);
  };
  return {
    tell: (key) => channel.postMessage({ changed: key }),
    close: () => channel.close(),
  };
}
