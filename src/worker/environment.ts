import type { EnvironmentFacts } from '../session/header.ts';

/** What the browser says of itself; structural, because some of it is in Chromium only and in no TypeScript library. */
type Browser = {
  readonly userAgent: string;
  readonly language?: string;
  readonly connection?: { readonly effectiveType?: unknown; readonly type?: unknown };
  readonly userAgentData?: {
    getHighEntropyValues?(hints: readonly string[]): Promise<{
      readonly platform?: unknown;
      readonly platformVersion?: unknown;
      readonly fullVersionList?: unknown;
    }>;
  };
};

export type Whereabouts = {
  readonly browser: Browser;
  readonly timeZone: string;
  readonly pageOrigin: string;
  readonly hasRelay: boolean;
  /** What only the page can tell. */
  readonly page: EnvironmentFacts;
};

const BROWSERS: readonly { readonly name: string; readonly mark: RegExp }[] = [
  { name: 'Edge', mark: /\bEdgA?\/([\d.]+)/ },
  { name: 'Opera', mark: /\bOPR\/([\d.]+)/ },
  { name: 'Firefox', mark: /\b(?:Firefox|FxiOS)\/([\d.]+)/ },
  { name: 'Chrome', mark: /\b(?:Headless)?(?:Chrome|CriOS)\/([\d.]+)/ },
  { name: 'Safari', mark: /\bVersion\/([\d.]+).*Safari/ },
];

const SYSTEMS: readonly { readonly name: string; readonly mark: RegExp }[] = [
  { name: 'Android', mark: /Android ?([\d.]*)/ },
  { name: 'iOS', mark: /(?:iPhone|iPad).*? OS ([\d_]+)/ },
  { name: 'Windows', mark: /Windows NT ([\d.]+)/ },
  { name: 'macOS', mark: /Mac OS X ([\d_.]+)/ },
  { name: 'ChromeOS', mark: /CrOS \S+ ([\d.]+)/ },
  { name: 'Linux', mark: /Linux()/ },
];

/** Facts about where a session is recorded: none that names the person or tells them from others. */
export async function environmentFacts(whereabouts: Whereabouts): Promise<EnvironmentFacts> {
  const { browser, timeZone, pageOrigin, hasRelay, page } = whereabouts;
  const { userAgent, language, connection } = browser;
  const told = await browser.userAgentData
    ?.getHighEntropyValues?.(['platformVersion', 'fullVersionList'])
    .catch(() => undefined);
  return withoutEmpty({
    browser: brandIn(told?.fullVersionList) ?? firstOf(BROWSERS, userAgent),
    os: [text(told?.platform), text(told?.platformVersion)].filter(Boolean).join(' ') || firstOf(SYSTEMS, userAgent),
    timeZone,
    language,
    // `type` is wifi, cellular, …, where the browser tells; `effectiveType` is what the line measures like.
    connection: text(connection?.type) ?? text(connection?.effectiveType),
    page: pageOrigin === 'null' ? 'file' : pageOrigin.replace(/:.*$/s, ''),
    relay: hasRelay ? 'at hand' : 'none',
    ...page,
  });
}

/** Browsers send made-up brands along, so that nobody relies on the list's order. */
function brandIn(list: unknown): string | undefined {
  if (!Array.isArray(list)) return undefined;
  const brands = list.flatMap((each: unknown) => {
    const { brand, version }: { brand?: unknown; version?: unknown } = Object(each);
    return typeof brand === 'string' && typeof version === 'string' && !/not.?a.?brand/i.test(brand)
      ? [`${brand} ${version}`]
      : [];
  });
  return brands.find((brand) => !brand.startsWith('Chromium ')) ?? brands[0];
}

function firstOf(known: typeof BROWSERS, userAgent: string): string | undefined {
  for (const { name, mark } of known) {
    const version = mark.exec(userAgent)?.[1];
    if (version !== undefined) return [name, version.replaceAll('_', '.')].filter(Boolean).join(' ');
  }
  return undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function withoutEmpty(facts: Readonly<Record<string, string | undefined>>): EnvironmentFacts {
  const known = Object.entries(facts).filter((fact): fact is [string, string] => Boolean(fact[1]));
  return Object.fromEntries(known);
}
