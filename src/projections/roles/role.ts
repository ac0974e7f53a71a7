/** What a stretch of a frame or body is for, in the protocol documents' words where they have one. */
export type RoleName =
  | 'length prefix'
  | 'separator'
  | 'stream header'
  | 'packet length'
  | 'base64 mark'
  | 'Engine.IO type'
  | 'data'
  | 'Socket.IO type'
  | 'attachments'
  | 'namespace'
  | 'ack id'
  | 'payload'
  | 'attachment'
  | 'MessagePack map'
  | 'key'
  | 'other field'
  | 'body'
  | 'more packets'
  | 'unreadable';

/** From `from` (inclusive) to `to` (exclusive): UTF-16 code units of a text, bytes of bytes. */
export type Role = {
  readonly name: RoleName;
  readonly from: number;
  readonly to: number;
  /** What it says, in short. */
  readonly value: string;
  /** Of a body: which of its packets, from 1. */
  readonly packet?: number;
};

/** A role that starts where the one before ends, and ends where the next one starts. */
export type Step = readonly [name: RoleName, from: number, value: string];

/** Roles without a gap from the first step to `end`; a step that leaves nothing to the next is none. */
export function rolesFrom(steps: readonly Step[], end: number): readonly Role[] {
  return steps.flatMap(([name, from, value], i): readonly Role[] => {
    const to = Math.min(end, steps[i + 1]?.[1] ?? end);
    return to > from ? [{ name, from, to, value }] : [];
  });
}

/** What stands behind a flaw could not be read, whatever it looks like. */
export function cutAt(roles: readonly Role[], flawAt: number, end: number): readonly Role[] {
  if (flawAt >= end) return roles;
  const sound = roles.flatMap((role) =>
    role.from >= flawAt ? [] : role.to > flawAt ? [{ ...role, to: flawAt }] : [role],
  );
  return [...sound, { name: 'unreadable', from: flawAt, to: end, value: '' }];
}

/** The same roles where their text or bytes stand in something larger; `place` must not fall. */
export function movedBy(roles: readonly Role[], place: (offset: number) => number): readonly Role[] {
  return roles.flatMap((role) => {
    const moved = { ...role, from: place(role.from), to: place(role.to) };
    return moved.to > moved.from ? [moved] : [];
  });
}
