const TOKENS = [
  'bg-0',
  'bg-1',
  'bg-3',
  'line',
  'line-2',
  'control',
  'text-1',
  'text-2',
  'text-3',
  'accent',
  'sent',
  'received',
  'heartbeat',
  'upgrade',
  'warning',
  'error',
] as const;
export type Token = (typeof TOKENS)[number];
export type Colours = Readonly<Record<Token, string>>;

/** The theme's colours as a canvas takes them: a token itself still holds one value for each theme. */
export function coloursAt(element: HTMLElement): Colours {
  const kept = element.style.color;
  const style = getComputedStyle(element);
  const read = (token: Token): string => {
    element.style.color = `var(--${token})`;
    return style.color;
  };
  const colours = Object.fromEntries(TOKENS.map((token) => [token, read(token)]));
  element.style.color = kept;
  return { ...NONE, ...colours };
}

const NONE: Colours = {
  'bg-0': '',
  'bg-1': '',
  'bg-3': '',
  line: '',
  'line-2': '',
  control: '',
  'text-1': '',
  'text-2': '',
  'text-3': '',
  accent: '',
  sent: '',
  received: '',
  heartbeat: '',
  upgrade: '',
  warning: '',
  error: '',
};

/** Tells when the person or the system changes the theme. */
export function onThemeChange(tell: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', tell);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', tell);
  };
}
