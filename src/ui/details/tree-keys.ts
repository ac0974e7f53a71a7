import type { MessageTree } from './message-tree.ts';

export type TreeMove = { readonly kind: 'toggle' } | { readonly kind: 'go'; readonly at: number };

/** What a key does in a tree, after the ARIA Authoring Practices: → opens, then enters; ← closes, then leaves. */
export function treeMove(
  key: string,
  tree: MessageTree,
  lines: Uint32Array,
  at: number,
  page: number,
): TreeMove | undefined {
  const node = lines[at];
  if (node === undefined) return undefined;
  const { isExpanded } = tree.line(node);
  switch (key) {
    case 'ArrowDown':
      return go(at + 1, lines);
    case 'ArrowUp':
      return go(at - 1, lines);
    case 'PageDown':
      return go(at + page, lines);
    case 'PageUp':
      return go(at - page, lines);
    case 'Home':
      return go(0, lines);
    case 'End':
      return go(lines.length - 1, lines);
    case 'ArrowRight':
      if (isExpanded === false) return { kind: 'toggle' };
      return isExpanded ? go(at + 1, lines) : undefined;
    case 'ArrowLeft': {
      if (isExpanded) return { kind: 'toggle' };
      const parent = tree.parentOf(node);
      return parent === undefined ? undefined : go(placeOf(parent, lines), lines);
    }
    case 'Enter':
    case ' ':
      return isExpanded === undefined ? undefined : { kind: 'toggle' };
    default:
      return undefined;
  }
}

function go(at: number, lines: Uint32Array): TreeMove {
  return { kind: 'go', at: Math.min(Math.max(0, at), lines.length - 1) };
}

/** Where `node` stands among the lines, which ascend; where it is not in sight, the line that holds it. */
export function placeOf(node: number, lines: Uint32Array): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= node) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
