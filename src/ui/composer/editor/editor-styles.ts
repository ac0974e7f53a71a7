import { StyleModule } from 'style-mod';

let sheet: CSSStyleSheet | undefined;
let mounted: readonly StyleModule[] = [];

/** CodeMirror would write its rules into a <style> element, which the page's policy forbids; a sheet of its own is not. */
export function adoptEditorStyles(): void {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  StyleModule.mount = (_, modules) => mount([modules].flat());
}

/** What comes later counts more. */
function mount(modules: readonly StyleModule[]): void {
  if (modules.every((module) => mounted.includes(module))) return;
  mounted = [...mounted.filter((module) => !modules.includes(module)), ...modules];
  sheet?.replaceSync(mounted.map((module) => module.getRules()).join('\n'));
}
