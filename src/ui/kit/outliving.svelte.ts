/**
 * What is derived belongs to the component in whose script it is made, and dies with it. A model that is shared by all
 * who ask for it is made here instead: it outlives the one that happened to ask first.
 */
export function outliving<Model extends object>(make: () => Model): Model {
  const made: Model[] = [];
  $effect.root(() => void made.push(make()));
  const [model] = made;
  if (!model) throw new Error('An effect of its own runs at once.');
  return model;
}
