import './ui/style/tokens.css';
import './ui/style/base.css';
import './ui/style/controls.css';
import './ui/style/byte-roles.css';
import { mount } from 'svelte';
import Viewer from './ui/viewer/Viewer.svelte';
import { Workspace } from './ui/workspace.svelte.ts';
import { PageSession } from './worker/viewer/page-session.ts';
import { PageWorker } from './worker/viewer/page-worker.ts';

// Put here by `exporters/page/`: text, not code.
const element = document.querySelector<HTMLScriptElement>('script#session');

document.querySelector('#before')?.remove();
if (typeof DecompressionStream === 'undefined' || !CSS.supports('color', 'light-dark(red, red)')) {
  document.body.textContent = 'This page needs a current browser to show its session.';
} else if (!element) {
  document.body.textContent = 'This page was saved without its session.';
} else {
  await show(element.text, Number(element.dataset['entries'] ?? 0));
}

async function show(base64: string, entries: number): Promise<void> {
  const opened = await PageSession.open(base64, entries);
  if (!opened.ok) {
    document.body.textContent = opened.error;
    return;
  }
  const { header, file } = opened.value;
  const workspace = new Workspace(new PageWorker(opened.value));
  mount(Viewer, { target: document.body, props: { workspace, header, file } });
  await workspace.attach();
}
