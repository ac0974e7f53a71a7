import './ui/style/tokens.css';
import './ui/style/base.css';
import './ui/style/controls.css';
import './ui/style/byte-roles.css';
import { mount } from 'svelte';
import App from './ui/App.svelte';
import type { RelayAccess } from './capture/relay-access.ts';
import { APP_DEEDS } from './ui/app-deeds.ts';
import { followPage } from './ui/page-presence.ts';
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
  const workspace = new Workspace(worker, APP_DEEDS);
  workspace.prefill(location.hash);
  mount(App, { target: document.body, props: { workspace } });
  void workspace.attach();
  followPage((event, epochMs) => void worker.notePage(event, epochMs));
  void localServers().then(({ practice, relay }) => {
    workspace.practiceUrl = practice;
    workspace.hasRelay = relay !== undefined;
    if (relay) void worker.offerRelay(relay);
  });
}

type LocalServers = { readonly practice?: string; readonly relay?: RelayAccess };

/** What runs beside the app; a static host answers with nothing, or not at all. */
async function localServers(): Promise<LocalServers> {
  try {
    const answer = await fetch('./servers.json');
    const told: unknown = answer.ok ? await answer.json() : undefined;
    const { practice, relay }: { practice?: unknown; relay?: unknown } = Object(told);
    const { url, token }: { url?: unknown; token?: unknown } = Object(relay);
    return {
      ...(typeof practice === 'string' && { practice }),
      ...(typeof url === 'string' && typeof token === 'string' && { relay: { url, token } }),
    };
  } catch {
    // Opened from a host without it: the first run then offers no practice, and nothing goes through a relay.
    return {};
  }
}
