const CHANNEL = 'sockscope';

export type Heard = {
  /** The record of `key` changed, came or went. */
  onchange?(key: string): void;
  /** A profile changed, came or went. */
  onprofiles?(): void;
  /** Saved messages or environments changed. */
  onlibrary?(): void;
  /** What applies to the whole shelf changed: the rule for old sessions. */
  onsettings?(): void;
};

export type Announcements = {
  /** Tells the other tabs that the record of `key` changed, came or went. */
  tell(key: string): void;
  tellProfiles(): void;
  tellLibrary(): void;
  tellSettings(): void;
  close(): void;
};

/** What is `heard` is what others tell, never one's own announcements. */
export function openAnnouncements(heard: Heard): Announcements {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: { readonly data: unknown }) => {
    // Other versions of the app may be open in other tabs, and say things that this one does not know.
    if (typeof data !== 'object' || data === null) return;
    if ('changed' in data && typeof data.changed === 'string') heard.onchange?.(data.changed);
    if ('profiles' in data) heard.onprofiles?.();
    if ('library' in data) heard.onlibrary?.();
    if ('settings' in data) heard.onsettings?.();
  };
  return {
    tell: (key) => channel.postMessage({ changed: key }),
    tellProfiles: () => channel.postMessage({ profiles: true }),
    tellLibrary: () => channel.postMessage({ library: true }),
    tellSettings: () => channel.postMessage({ settings: true }),
    close: () => channel.close(),
  };
}
