export const NAMESPACES = ['/', '/a', '/b', '/c'] as const;

export type ManyOrder = { readonly perSecond: number; readonly seconds: number };
