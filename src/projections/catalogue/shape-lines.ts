import type { ShapeLine } from './catalogue-view.ts';
import { stepTo, type Members, type Shape, type ValueKind } from './shape.ts';
import { SHORT, typeText } from './type-text.ts';

const MOST_LINES = 200;

/** Arguments, and below each what it is made of. */
export function shapeLines(members: Members, path: string, changed: ReadonlySet<string>): readonly ShapeLine[] {
  const lines: ShapeLine[] = [];
  addMembers(lines, members, path, { depth: 0, changed });
  return lines.slice(0, MOST_LINES);
}

type Place = { readonly depth: number; readonly changed: ReadonlySet<string> };

function addMembers(lines: ShapeLine[], members: Members, path: string, place: Place): void {
  if (members.values) return addLine(lines, '[*]', members.values, `${path}[*]`, 1, place);
  for (const [name, shape] of members.of) {
    addLine(lines, name, shape, stepTo(path, name), members.total === 0 ? 1 : shape.seen / members.total, place);
  }
}

function addLine(
  lines: ShapeLine[],
  name: string,
  shape: Shape,
  path: string,
  presence: number,
  { depth, changed }: Place,
): void {
  if (lines.length > MOST_LINES) return;
  const { format } = shape;
  lines.push({
    depth,
    name,
    type: typeLine(shape),
    ...(format === undefined || format === 'whole' ? {} : { hint: format }),
    presence,
    isChanged: changed.has(path),
  });
  const below = { depth: depth + 1, changed };
  addMembers(lines, shape.members, path, below);
  const { elements } = shape;
  if (!elements || !isMadeOfParts(elements)) return;
  addMembers(lines, elements.members, `${path}[*]`, below);
  if (elements.elements) addLine(lines, '[*]', elements, `${path}[*]`, 1, below);
}

/** What it is made of follows line by line. */
function typeLine(shape: Shape): string {
  const words = [...shape.kinds.keys()].map((kind) => kindWord(kind, shape));
  return words.join(' | ');
}

function kindWord(kind: ValueKind, { elements }: Shape): string {
  if (kind !== 'array') return kind;
  if (!elements || elements.seen === 0) return 'array';
  if (isMadeOfParts(elements)) return `${[...elements.kinds.keys()].join(' | ')}[]`;
  const text = typeText(elements, SHORT);
  return elements.kinds.size > 1 ? `(${text})[]` : `${text}[]`;
}

function isMadeOfParts({ kinds }: Shape): boolean {
  return kinds.has('object') || kinds.has('array');
}
