import { JsonPlaces } from '../../protocol/json-places.ts';
import type { JsonIndex } from '../../protocol/json-index.ts';
import type { JsonKind } from '../../protocol/json.ts';
import { placeholdersIn } from './placeholders.ts';

/** A tree of so few values is opened to the leaves at first. */
const FEW_NODES = 60;

/** One line of the tree. `node` is the value's number in the index: its name. */
export type TreeLine = {
  readonly node: number;
  /** From 1. */
  readonly level: number;
  readonly kind: JsonKind;
  /** Key or place; absent for the only root. */
  readonly label: string | undefined;
  /** From 1. */
  readonly position: number;
  readonly siblings: number;
  readonly size: number;
  /** Absent where there is nothing to expand. */
  readonly isExpanded: boolean | undefined;
  /** Number of the attachment that stands here. */
  readonly attachment: number | undefined;
};

/** A JSON text as a tree of which parts are open. Opening and closing change it, and `lines` tells anew. */
export class MessageTree {
  readonly places: JsonPlaces;
  readonly #skip: number | undefined;
  /** Of each value: whether it is open. */
  readonly #isOpen: Uint8Array;
  readonly #attachments: ReadonlyMap<number, number>;
  readonly #firstRoot: number;

  /** `skip` leaves out that many elements of the root array: the event's name is not an argument. */
  constructor(text: string, index: JsonIndex, skip: 0 | 1 | undefined) {
    this.places = new JsonPlaces(text, index);
    this.#isOpen = new Uint8Array(index.count);
    this.#skip = this.places.kindOf(0) === 'array' ? skip : undefined;
    this.#firstRoot = this.#skip === undefined ? 0 : Math.min(index.count, 1 + this.#skip);
    this.#attachments = new Map(placeholdersIn(text).map(({ start, num }) => [this.places.nodeAt(start), num]));
    this.#openAtFirst();
  }

  get text(): string {
    return this.places.text;
  }

  /** Where the first line's value begins. */
  get firstOffset(): number {
    return this.#firstRoot < this.places.index.count ? this.places.startOf(this.#firstRoot) : this.text.length;
  }

  get firstAttachment(): number | undefined {
    return this.#attachments.keys().next().value;
  }

  get rootCount(): number {
    return this.#skip === undefined ? 1 : Math.max(0, this.places.sizeOf(0) - this.#skip);
  }

  /** Numbers of the values that are in sight, top down. */
  lines(): Uint32Array {
    const { count } = this.places.index;
    const lines = new Uint32Array(count);
    let length = 0;
    for (
      let node = this.#firstRoot;
      node < count;
      node = this.#isOpen[node] === 1 ? node + 1 : this.places.nextOf(node)
    ) {
      lines[length++] = node;
    }
    return lines.slice(0, length);
  }

  line(node: number): TreeLine {
    const { places } = this;
    const parent = places.parentOf(node);
    const isRoot = this.#isRoot(node);
    const skipped = isRoot ? (this.#skip ?? 0) : 0;
    const place = places.placeOf(node) - skipped;
    const attachment = this.#attachments.get(node);
    return {
      node,
      level: places.ancestorsOf(node).length + (this.#skip === undefined ? 1 : 0),
      kind: places.kindOf(node),
      label: parent === undefined ? undefined : (places.keyOf(node) ?? String(place)),
      position: place + 1,
      siblings: isRoot ? this.rootCount : places.sizeOf(parent ?? 0),
      size: places.sizeOf(node),
      isExpanded: this.#canOpen(node) ? this.#isOpen[node] === 1 : undefined,
      attachment,
    };
  }

  toggle(node: number): void {
    if (this.#canOpen(node)) this.#isOpen[node] = this.#isOpen[node] === 1 ? 0 : 1;
  }

  expandAll(): void {
    const { size } = this.places.index;
    for (let node = 0; node < size.length && node < this.#isOpen.length; node++) {
      if (size[node] !== 0) this.#isOpen[node] = 1;
    }
    for (const node of this.#attachments.keys()) this.#isOpen[node] = 0;
  }

  collapseAll(): void {
    this.#isOpen.fill(0);
  }

  /** Opens what holds `node`. */
  reveal(node: number): void {
    for (const ancestor of this.places.ancestorsOf(node)) this.#isOpen[ancestor] = 1;
  }

  parentOf(node: number): number | undefined {
    return this.#isRoot(node) ? undefined : this.places.parentOf(node);
  }

  /** Exactly as it crossed. */
  textOf(node: number): string {
    return this.text.slice(this.places.startOf(node), this.places.endOf(node));
  }

  attachmentOf(node: number): number | undefined {
    return this.#attachments.get(node);
  }

  /** The line that shows what stands at `offset`: inside a placeholder that is its attachment's. */
  lineAt(offset: number): number {
    const node = this.places.nodeAt(offset);
    const parent = this.places.parentOf(node);
    return parent !== undefined && this.#attachments.has(parent) ? parent : node;
  }

  /** As the filter's own language names it: `arg[0].user.id`, `$.sid`. */
  pathOf(node: number): string {
    const named = [...this.places.ancestorsOf(node), node].slice(1).map((at) => this.#step(at));
    return `${this.#skip === undefined ? '$' : 'arg'}${named.join('')}`;
  }

  #step(node: number): string {
    const key = this.places.keyOf(node);
    if (key === undefined) return `[${this.places.placeOf(node) - (this.#isRoot(node) ? (this.#skip ?? 0) : 0)}]`;
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  }

  #isRoot(node: number): boolean {
    return this.#skip === undefined ? node === 0 : this.places.parentOf(node) === 0;
  }

  #canOpen(node: number): boolean {
    return this.places.sizeOf(node) > 0 && !this.#attachments.has(node);
  }

  #openAtFirst(): void {
    const { count } = this.places.index;
    if (count <= FEW_NODES) return this.expandAll();
    for (let node = this.#firstRoot; node < count; node = this.places.nextOf(node)) {
      if (this.#canOpen(node)) this.#isOpen[node] = 1;
    }
  }
}
