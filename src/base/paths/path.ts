/** One step into a value: a member's name or an element's position. */
export type PathStep = string | number;

export type Path = readonly PathStep[];

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** As it is written everywhere: `[0].items[2].total`; a name that is none in code stands as `["a name"]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (PLAIN_NAME.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** What stands at `path`; undefined where there is nothing. Only own members count. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || at instanceof Uint8Array || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}
