import type { NamespaceState } from '../../../worker/remote.ts';
import type { GlyphName } from '../../kit/glyphs.ts';

export type Standing = { readonly glyph: GlyphName; readonly words: string };

/** How the client stands with a namespace, in shape and words. */
export function standingOf({ isConnected, refused }: NamespaceState, isActive: boolean): Standing {
  if (isConnected) return { glyph: 'is-connected', words: 'joined' };
  if (refused !== undefined) return { glyph: 'is-failed', words: `refused: ${refused}` };
  return isActive ? { glyph: 'is-connecting', words: 'joining' } : { glyph: 'is-disconnected', words: 'not joined' };
}

/** As the client names it: with a slash at its beginning. */
export function namespaceNamed(typed: string): string {
  const name = typed.trim();
  return name.startsWith('/') ? name : `/${name}`;
}
