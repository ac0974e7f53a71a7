import type { Field } from '../../projections/details-view.ts';

export type FieldLayer = { readonly layer: Field['layer']; readonly fields: readonly Field[] };

/** Fields under their layers, in the order in which the layers first speak. Equal names get a number. */
export function fieldsByLayer(fields: readonly Field[]): readonly FieldLayer[] {
  const layers = new Map<Field['layer'], Field[]>();
  for (const field of fields) {
    const known = layers.get(field.layer);
    if (!known) layers.set(field.layer, [field]);
    else {
      const same = known.filter(({ name }) => name === field.name || name.startsWith(`${field.name} (`)).length;
      known.push(same === 0 ? field : { ...field, name: `${field.name} (${same + 1})` });
    }
  }
  return Array.from(layers, ([layer, inLayer]) => ({ layer, fields: inLayer }));
}

/** The Packet tab as text, a field a line. */
export function fieldsText(fields: readonly Field[]): string {
  return fieldsByLayer(fields)
    .map(({ layer, fields: inLayer }) => [layer, ...inLayer.map(({ name, value }) => `  ${name}: ${value}`)].join('\n'))
    .join('\n');
}
