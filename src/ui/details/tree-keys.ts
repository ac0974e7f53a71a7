import type { JsonLine } from './json-lines.ts';

export type TreeMove = { readonly kind: 'toggle' } | { readonly kind: 'focus'; readonly id: string };

/** What a key does in a tree, after the ARIA Authoring Practices: → opens, then enters; ← closes, then leaves. */
export function treeMove(key: string, lines: readonly JsonLine[], at: number): TreeMove | undefined {
  const line = lines[at];
  if (!line) return undefined;
  const isExpanded = line.kind === 'value' ? line.isExpanded : undefined;
  switch (key) {
    case 'ArrowDown':
      return focus(lines[at + 1]);
    case 'ArrowUp':
      return focus(lines[at - 1]);
    case 'Home':
      return focus(lines[0]);
    case 'End':
      return focus(lines.at(-1));
    case 'ArrowRight':
      if (isExpanded === false) return { kind: 'toggle' };
      return isExpanded ? focus(lines[at + 1]) : undefined;
    case 'ArrowLeft':
      if (isExpanded) return { kind: 'toggle' };
      return line.parentId === undefined ? undefined : { kind: 'focus', id: line.parentId };
    case 'Enter':
    case ' ':
      return line.kind === 'more' || isExpanded !== undefined ? { kind: 'toggle' } : undefined;
    default:
      return undefined;
  }
}

function focus(line: JsonLine | undefined): TreeMove | undefined {
  return line && { kind: 'focus', id: line.id };
}
