import './ui/style/tokens.css';
import './ui/style/base.css';
import './ui/style/controls.css';
import './ui/style/byte-roles.css';
import { mount } from 'svelte';
import App from './ui/App.svelte';
import { applyTheme, keptTheme } from './ui/style/theme.ts';
import { Workspace } from './ui/workspace.svelte.ts';
import { linkWorker } from './worker/link.ts';

applyTheme(keptTheme());

const missing = [
  typeof Worker === 'undefined' && 'web workers',
  typeof indexedDB === 'undefined' && 'IndexedDB',
  typeof CSS === 'undefined' || !CSS.supports('color', 'light-dark(red, red)') ? 'current CSS' : false,
].filter((name) => typeof name === 'string');

if (missing.length > 0) {
  document.body.textContent = `Sockscope needs a current browser: this one lacks ${missing.join(', ')}.`;
} else {
  const worker = linkWorker(
    (message) => (workspace.problem = `The session worker failed: ${message}. Reload the page.`),
  );
  const workspace = new Workspace(worker);
  workspace.prefill(location.hash);
  mount(App, { target: document.body, props: { workspace } });
  void workspace.attach();
  void practiceUrl().then((url) => (workspace.practiceUrl = url));
}

/** Where the practice server listens; a static host without one answers with nothing, or not at all. */
async function practiceUrl(): Promise<string | undefined> {
  try {
    const answer = await fetch('./servers.json');
    const servers: unknown = answer.ok ? await answer.json() : undefined;
    const { practice }: { practice?: unknown } = Object(servers);
    return typeof practice === 'string' ? practice : undefined;
  } catch {
    // Opened from a host without it: the first run then offers no practice.
    return undefined;
  }
}
