import { jsonChildren, jsonRoot, type JsonNode } from '../../protocol/json.ts';
import { placeholderNumber } from './placeholders.ts';

/** Children are shown in steps: a list of a million must not stand on the page at once. */
export const CHILDREN_STEP = 100;

type LineCommon = {
  /** Offset of the value in the text: its name. */
  readonly id: string;
  /** From 1. */
  readonly level: number;
  /** Line of the value that holds this one. */
  readonly parentId: string | undefined;
};

export type JsonLine = LineCommon &
  (
    | {
        readonly kind: 'value';
        readonly node: JsonNode;
        /** Key or index; absent for the only root. */
        readonly label: string | undefined;
        readonly position: number;
        readonly siblings: number;
        /** Absent where there is nothing to expand. */
        readonly isExpanded?: boolean;
        /** Number of the attachment that stands here. */
        readonly attachment?: number;
      }
    | { readonly kind: 'more'; readonly ownerId: string; readonly shown: number; readonly total: number }
  );

/** Text beyond this is opened one level deep only: measuring each level reads all of it. */
const SMALL_TEXT = 4000;
const OPEN_LEVELS = 4;

/** A JSON text as the lines of a tree; children are read when first shown. */
export class JsonLines {
  readonly text: string;
  readonly #roots: readonly JsonNode[];
  readonly #children = new Map<JsonNode, readonly JsonNode[]>();

  /** `skip` leaves out that many elements of the root array: the event's name is not an argument. */
  constructor(text: string, skip: 0 | 1 | undefined) {
    this.text = text;
    const root = jsonRoot(text);
    this.#roots =
      skip === undefined || root.kind !== 'array'
        ? [root]
        : jsonChildren(text, root, skip, CHILDREN_STEP * 10).map((node, index) => ({ ...node, index }));
  }

  get rootCount(): number {
    return this.#roots.length;
  }

  /** Values that are open at first: all of a small text, else the outermost. */
  openAtFirst(): ReadonlyMap<string, number> {
    const open = new Map<string, number>();
    const levels = this.text.length <= SMALL_TEXT ? OPEN_LEVELS : 1;
    const visit = (node: JsonNode, level: number) => {
      if (level > levels || !this.#canOpen(node)) return;
      open.set(idOf(node), CHILDREN_STEP);
      if (level < levels) for (const child of this.#childrenOf(node, CHILDREN_STEP)) visit(child, level + 1);
    };
    for (const root of this.#roots) visit(root, 1);
    return open;
  }

  /** `open` tells of each open value how many of its children are shown. */
  lines(open: ReadonlyMap<string, number>): readonly JsonLine[] {
    const lines: JsonLine[] = [];
    this.#add(lines, this.#roots, this.#roots.length, { level: 1, parentId: undefined }, open);
    return lines;
  }

  #add(
    lines: JsonLine[],
    nodes: readonly JsonNode[],
    siblings: number,
    place: { readonly level: number; readonly parentId: string | undefined },
    open: ReadonlyMap<string, number>,
  ): void {
    nodes.forEach((node, i) => {
      const id = idOf(node);
      const shown = open.get(id);
      const attachment = node.kind === 'object' ? placeholderNumber(this.text, node.start, node.end) : undefined;
      const label = node.key ?? node.index?.toString();
      const own = { ...place, id, kind: 'value', node, label, position: i + 1, siblings } as const;
      if (attachment !== undefined) return void lines.push({ ...own, attachment });
      if (!this.#canOpen(node)) return void lines.push(own);
      lines.push({ ...own, isExpanded: shown !== undefined });
      if (shown === undefined) return;
      const children = this.#childrenOf(node, shown);
      const total = node.size ?? 0;
      const inside = { level: place.level + 1, parentId: id };
      this.#add(lines, children, total, inside, open);
      if (children.length < total) {
        lines.push({ ...inside, kind: 'more', id: `${id} more`, ownerId: id, shown: children.length, total });
      }
    });
  }

  #canOpen(node: JsonNode): boolean {
    return (node.size ?? 0) > 0 && placeholderNumber(this.text, node.start, node.end) === undefined;
  }

  #childrenOf(node: JsonNode, shown: number): readonly JsonNode[] {
    const known = this.#children.get(node) ?? [];
    if (known.length >= Math.min(shown, node.size ?? 0)) return known.slice(0, shown);
    const all = [...known, ...jsonChildren(this.text, node, known.length, shown - known.length)];
    this.#children.set(node, all);
    return all;
  }
}

function idOf(node: JsonNode): string {
  return String(node.start);
}
