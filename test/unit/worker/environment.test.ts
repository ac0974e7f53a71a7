import { expect, test } from 'vitest';
import { environmentFacts, type Whereabouts } from '../../../src/worker/environment.ts';

const LINUX_FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';

function told(whereabouts: Partial<Whereabouts>): ReturnType<typeof environmentFacts> {
  return environmentFacts({
    browser: { userAgent: LINUX_FIREFOX },
    timeZone: 'Europe/Berlin',
    pageOrigin: 'https://sockscope.example',
    hasRelay: false,
    page: {},
    ...whereabouts,
  });
}

test.each([
  [LINUX_FIREFOX, 'Firefox 130.0', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0',
    'Edge 128.0.0.0',
    'Windows 10.0',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari 17.5',
    'iOS 17.5',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36',
    'Chrome 128.0.0.0',
    'Android 14',
  ],
])('%s', async (userAgent, browser, os) => {
  expect(await told({ browser: { userAgent } })).toMatchObject({ browser, os });
});

test('a browser that tells more exactly is believed, its made-up brands are not', async () => {
  const getHighEntropyValues = (hints: readonly string[]): Promise<object> => {
    expect(hints).not.toContain('model');
    const fullVersionList = [
      { brand: 'Not;A=Brand', version: '8.0' },
      { brand: 'Chromium', version: '128.0.1' },
      { brand: 'Google Chrome', version: '128.0.2' },
    ];
    return Promise.resolve({ platform: 'macOS', platformVersion: '14.5', fullVersionList });
  };
  const browser = {
    userAgent: '',
    language: 'de',
    connection: { effectiveType: '4g' },
    userAgentData: { getHighEntropyValues },
  };
  expect(await told({ browser, hasRelay: true, page: { window: '1280 × 800 px' } })).toEqual({
    browser: 'Google Chrome 128.0.2',
    os: 'macOS 14.5',
    timeZone: 'Europe/Berlin',
    language: 'de',
    connection: '4g',
    page: 'https',
    relay: 'at hand',
    window: '1280 × 800 px',
  });
});

test('what a browser refuses to tell is left out', async () => {
  const userAgentData = { getHighEntropyValues: () => Promise.reject(new Error('NotAllowedError')) };
  const facts = await told({ browser: { userAgent: 'curl/8', userAgentData }, pageOrigin: 'null' });
  expect(facts).toEqual({ timeZone: 'Europe/Berlin', page: 'file', relay: 'none' });
});
