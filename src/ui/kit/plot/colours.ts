import { createSubscriber } from 'svelte/reactivity';

/** A token of tokens.css as a canvas takes it, e.g. `colour('heartbeat')`; `alpha` from 0 to 1. */
export type Colour = (token: string, alpha?: number) => string;

/** A canvas knows no custom properties, and those hold both themes: `host` resolves them. */
export function coloursOf(host: HTMLElement): Colour {
  return (token, alpha = 1) => {
    const before = host.style.color;
    host.style.color = `color-mix(in srgb, var(--${token}) ${alpha * 100}%, transparent)`;
    const { color } = getComputedStyle(host);
    host.style.color = before;
    return color;
  };
}

/** Makes whoever calls it in a derived or an effect run again when the theme changes, by the button or by the system. */
export const followTheme: () => void = createSubscriber((update) => {
  const observer = new MutationObserver(update);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', update);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', update);
  };
});
