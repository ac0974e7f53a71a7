import type { Sequence } from './sequence.ts';
import type { Conversation } from '../hearing/conversation.ts';
import { hashText, mix } from '../values/hash.ts';
import { pathIn, typeIn } from '../values/leaves.ts';
import type { IgnoredPaths } from '../values/rules.ts';

/** Turns things said into what is aligned; paths that are ignored leave no trace in it. */
export class Tokens {
  readonly #conversation: Conversation;
  readonly #ignored: IgnoredPaths;
  readonly #nameHashes: number[] = [];
  /** Shape keys of the thing said just now that may stand in it several times. */
  #repeated: number[] = [];

  constructor(conversation: Conversation, ignored: IgnoredPaths) {
    this.#conversation = conversation;
    this.#ignored = ignored;
  }

  of(lane: readonly number[]): Sequence {
    const { length } = lane;
    const names = new Uint32Array(length);
    const shapes = new Uint32Array(length);
    const wholes = new Uint32Array(length);
    for (const [i, said] of lane.entries()) {
      names[i] = this.#nameHash(this.#conversation.name(said));
      this.#read(said, i, shapes, wholes);
    }
    return { names, shapes, wholes };
  }

  // Sums, and hashes of paths rather than their numbers: the same whichever session was read first.
  #read(said: number, i: number, shapes: Uint32Array, wholes: Uint32Array): void {
    const { leaves } = this.#conversation.common;
    let [shape, whole] = [0, 0];
    this.#repeated.length = 0;
    const end = this.#conversation.leavesTo(said);
    for (let leaf = this.#conversation.leavesFrom(said); leaf < end; leaf++) {
      const key = leaves.keyAt(leaf);
      const path = pathIn(key);
      if (this.#ignored[path] === 1) continue;
      const place = mix(leaves.paths.hashOf(path), typeIn(key));
      whole += mix(place, leaves.hashAt(leaf));
      if (leaves.paths.generalOf(path) === path) shape += place;
      else this.#repeated.push(leaves.generalKey(key));
    }
    wholes[i] = whole;
    shapes[i] = shape + this.#repeatedShape();
  }

  /** Each element's key once, however many elements there are. */
  #repeatedShape(): number {
    const { paths } = this.#conversation.common.leaves;
    let shape = 0;
    let last = -1;
    for (const key of this.#repeated.sort((one, other) => one - other)) {
      if (key !== last) shape += mix(paths.hashOf(pathIn(key)), typeIn(key));
      last = key;
    }
    return shape;
  }

  #nameHash(name: number): number {
    return (this.#nameHashes[name] ??= hashText(this.#conversation.common.names.textOf(name) ?? ''));
  }
}
