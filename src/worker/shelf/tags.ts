const LONGEST = 60;

/** `tags` with and without what is asked for; case does not tell tags apart. */
export function changedTags(
  tags: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): readonly string[] {
  const gone = new Set(remove.map(folded));
  const kept = tags.filter((tag) => !gone.has(folded(tag)));
  const known = new Set(kept.map(folded));
  const added = add.map(tidied).filter((tag) => {
    const isNew = tag !== '' && !known.has(folded(tag));
    known.add(folded(tag));
    return isNew;
  });
  return [...kept, ...added];
}

function tidied(tag: string): string {
  return tag.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

function folded(tag: string): string {
  return tidied(tag).toLowerCase();
}
