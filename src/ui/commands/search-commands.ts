type Named = { readonly name: string; readonly about: string };

/** Those that hold every typed word; a name that begins with what was typed comes before one that holds it. */
export function searchCommands<Command extends Named>(all: readonly Command[], typed: string): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return all;
  const rank = ({ name }: Command): number => {
    const at = ` ${name.toLowerCase()}`.indexOf(` ${first}`);
    if (at === 0) return 0;
    return at > 0 ? 1 : 2;
  };
  return all
    .filter(({ name, about }) => words.every((word) => `${name} ${about}`.toLowerCase().includes(word)))
    .toSorted((one, other) => rank(one) - rank(other));
}
