import { JsonIndexer } from '../../../protocol/json-index.ts';
import { JsonPlaces } from '../../../protocol/json-places.ts';
import { pathText, type PathStep } from '../../../base/paths/path.ts';

/** `mapped`: a rule says why it is another. */
export type SideMark = 'same' | 'changed' | 'ignored' | 'mapped' | 'missing' | 'extra';

/** One line of both sides; where a side has none, it stands empty. */
export type SideLine = {
  readonly left?: string;
  readonly right?: string;
  readonly mark: SideMark;
  /** Levels to the right. */
  readonly depth: number;
};

export type SideBySide = {
  readonly lines: readonly SideLine[];
  /** There are more lines than are told. */
  readonly isCut: boolean;
};

/** Of the differing paths: whether a rule ignores it. */
export type DifferingPaths = ReadonlyMap<string, boolean>;

const MOST_LINES = 300;
/** Characters of both: to read more would keep the page waiting. */
const MOST_TEXT = 1_000_000;
/** So much of a value is shown on one line. */
const MOST_CHARACTERS = 160;
/** What is the same on both sides and longer than this is one line. */
const LONG_SAME = 60;

/** A value on one side, by its number in that side's index. */
type Place = { readonly side: JsonPlaces; readonly node: number };
type Both = { readonly left: Place; readonly right: Place };
type Spot = {
  readonly path: readonly PathStep[];
  readonly label: string;
  readonly depth: number;
  readonly comma: string;
};

/** Of one answer alone nothing differs: its lines stand on its side. Undefined where there is none, or too much of it. */
export function answersBeside(
  recorded: string | undefined,
  answer: string | undefined,
  differing: DifferingPaths,
): SideBySide | undefined {
  if ((recorded?.length ?? 0) + (answer?.length ?? 0) > MOST_TEXT) return undefined;
  if (recorded !== undefined && answer !== undefined) return sideBySide(recorded, answer, differing);
  const only = recorded ?? answer;
  if (only === undefined) return undefined;
  const { lines, isCut } = sideBySide(only, only, differing);
  const shown = lines.map(({ left, right, mark, depth }): SideLine =>
    recorded === undefined
      ? { ...(right !== undefined && { right }), mark, depth }
      : { ...(left !== undefined && { left }), mark, depth },
  );
  return { lines: shown, isCut };
}

/** Two JSON texts, one line beside the other by their structure; what is the same and long is folded. */
export function sideBySide(recorded: string, answer: string, differing: DifferingPaths): SideBySide {
  const lines: SideLine[] = [];
  let isCut = false;

  function say(line: SideLine): void {
    if (lines.length < MOST_LINES) lines.push(line);
    else isCut = true;
  }

  function compare(both: Both, spot: Spot): void {
    if (isCut) return;
    const { left, right } = both;
    const kind = kindOf(left);
    const texts = { left: textOf(left), right: textOf(right) };
    const isSame = texts.left === texts.right;
    const isContainer = (kind === 'object' || kind === 'array') && kind === kindOf(right);
    const isOpen = isContainer && sizeOf(left) + sizeOf(right) > 0 && !(isSame && texts.left.length > LONG_SAME);
    if (isOpen && !isBytes(texts.left) && !isBytes(texts.right)) return open(both, kind === 'array', spot);
    const { label, depth, comma } = spot;
    const mark = isSame ? 'same' : markOf(pathText(spot.path));
    say({ left: label + brief(texts.left) + comma, right: label + brief(texts.right) + comma, mark, depth });
  }

  function open(both: Both, isArray: boolean, { path, label, depth, comma }: Spot): void {
    const [begin, end] = isArray ? ['[', ']'] : ['{', '}'];
    say({ left: label + begin, right: label + begin, mark: 'same', depth });
    if (isArray) compareElements(both, path, depth + 1);
    else compareMembers(both, path, depth + 1);
    say({ left: end + comma, right: end + comma, mark: 'same', depth });
  }

  function compareElements({ left, right }: Both, path: readonly PathStep[], depth: number): void {
    const lefts = childrenOf(left);
    const rights = childrenOf(right);
    const most = Math.max(lefts.length, rights.length);
    for (let i = 0; i < most && !isCut; i++) {
      pair(lefts[i], rights[i], { path: [...path, i], label: '', depth, comma: i < most - 1 ? ',' : '' });
    }
  }

  function compareMembers({ left, right }: Both, path: readonly PathStep[], depth: number): void {
    const lefts = new Map(childrenOf(left).map((child) => [keyOf(child), child]));
    const rights = new Map(childrenOf(right).map((child) => [keyOf(child), child]));
    const keys = [...lefts.keys(), ...[...rights.keys()].filter((key) => !lefts.has(key))];
    for (const [i, key] of keys.entries()) {
      if (isCut) return;
      const label = `${JSON.stringify(key)}: `;
      pair(lefts.get(key), rights.get(key), {
        path: [...path, key],
        label,
        depth,
        comma: i < keys.length - 1 ? ',' : '',
      });
    }
  }

  function pair(left: Place | undefined, right: Place | undefined, spot: Spot): void {
    if (left && right) return compare({ left, right }, spot);
    const isIgnored = differing.get(pathText(spot.path)) === true;
    const { label, depth, comma } = spot;
    if (left) say({ left: label + brief(textOf(left)) + comma, mark: isIgnored ? 'ignored' : 'missing', depth });
    if (right) say({ right: label + brief(textOf(right)) + comma, mark: isIgnored ? 'ignored' : 'extra', depth });
  }

  function markOf(path: string): SideMark {
    const isIgnored = differing.get(path);
    return isIgnored === undefined ? 'mapped' : isIgnored ? 'ignored' : 'changed';
  }

  compare({ left: placeOf(recorded), right: placeOf(answer) }, { path: [], label: '', depth: 0, comma: '' });
  return { lines, isCut };
}

function placeOf(json: string): Place {
  const indexer = new JsonIndexer(json);
  indexer.step();
  return { side: new JsonPlaces(json, indexer.index), node: 0 };
}

function kindOf({ side, node }: Place) {
  return side.kindOf(node);
}

function sizeOf({ side, node }: Place): number {
  return side.sizeOf(node);
}

function keyOf({ side, node }: Place): string {
  return side.keyOf(node) ?? '';
}

function textOf({ side, node }: Place): string {
  return side.text.slice(side.startOf(node), side.endOf(node));
}

function childrenOf({ side, node }: Place): readonly Place[] {
  const children: Place[] = [];
  const end = side.nextOf(node);
  for (let child = node + 1; child < end && children.length <= MOST_LINES; child = side.nextOf(child))
    children.push({ side, node: child });
  return children;
}

/** Bytes are one value: where they differ, they differ as a whole. */
function isBytes(text: string): boolean {
  return text.startsWith('{"$binary":');
}

function brief(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
