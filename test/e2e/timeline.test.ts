import { expect, test } from './fixtures.ts';

test('a filter narrows, counts what it hides, and a wrong one changes nothing', async ({ practice, scope }) => {
  await scope.connect(practice.url, { namespaces: '/, /chat', transports: 'WebSocket only' });
  await scope.connected();
  await expect(scope.row('EVENT', 'welcome')).toBeVisible();
  await scope.emit({ event: 'echo', args: '["needle"]' });
  await scope.emit({ event: 'echo', args: '["hay"]', ack: true });
  await expect(scope.row('received', 'ACK')).toBeVisible();
  await scope.disconnect();

  const shown = async (query: string): Promise<readonly string[]> => {
    await scope.setFilter(query);
    const [recorded, count, hidden] = (await counted()).map(Number);
    expect(hidden).toBe(recorded! - count!);
    const rows = await scope.allRows();
    expect(rows).toHaveLength(count!);
    return rows.map(({ direction, kind, event, data }) => `${direction} ${kind} ${event} ${data}`.replace(/\s+/g, ' '));
  };
  const counted = async (): Promise<readonly string[]> => {
    await expect(scope.counts).toHaveText(/^\d+ recorded · \d+ shown · \d+ hidden$/);
    return (await scope.counts.innerText()).match(/\d+/g)!;
  };
  const settled = async (query: string, expected: readonly RegExp[]): Promise<void> => {
    await expect(async () => {
      const rows = await shown(query);
      expect(rows).toHaveLength(expected.length);
      for (const [i, pattern] of expected.entries()) expect(rows[i]).toMatch(pattern);
    }).toPass();
  };
  await settled('event:echo dir:received', [/EVENT echo "needle"/, /ACK echo "hay"/]);
  await settled('kind:ACK', [/received ACK/]);
  await settled('ns:/chat kind:EVENT', [/received EVENT welcome/]);
  await settled('"needle" -dir:sent -kind:user', [/received EVENT echo "needle"/]);
  await settled('/need.e/ dir:sent kind:EV*', [/sent EVENT echo "needle"/]);
  await settled('kind:BINARY_EVENT', []);
  await expect(scope.page.getByText(/No row matches this filter/)).toBeVisible();

  await settled('kind:ACK', [/received ACK/]);
  for (const [query, says] of [
    ['kind:dream', /no kind is called “dream”.*at character 6/],
    ['colour:red', /“colour:” is no term.*at character 1/],
    ['"open', /quote is not closed.*at character 1/],
    ['/[/', /at character 1/],
  ] as const) {
    await scope.setFilter(query);
    await expect(scope.alerts).toHaveText(says);
    await expect(scope.filter).toHaveAttribute('aria-invalid', 'true');
    await expect(scope.counts).toContainText('· 1 shown');
    await expect(scope.rows).toHaveCount(1);
  }
  await scope.setFilter('');
  await expect(scope.alerts).toHaveCount(0);
  await expect(scope.counts).toHaveText(/^(\d+) recorded · \1 shown$/);
});

test('following stops when the reader scrolls up, and says how many rows are new', async ({ practice, scope }) => {
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'flood', args: '[{"count":200}]' });
  await expect(scope.row('EVENT', 'flood-done')).toBeVisible();
  await expect(scope.follow).toHaveAttribute('aria-pressed', 'true');
  await scope.grid.hover();
  await scope.page.mouse.wheel(0, -600);
  await expect(scope.follow).toHaveAttribute('aria-pressed', 'false');
  await expect(scope.row('EVENT', 'flood-done')).toHaveCount(0);
  const top = scope.rows.first();
  const before = await top.getAttribute('data-seq');
  await scope.emit({ event: 'flood', args: '[{"count":50}]' });
  // The user's row, the event, 50 of the flood and its end.
  await expect(scope.follow).toContainText('53 new');
  expect(await top.getAttribute('data-seq')).toBe(before);
  await scope.follow.click();
  await expect(scope.follow).toHaveAttribute('aria-pressed', 'true');
  await expect(scope.follow).not.toContainText('new');
  await expect(scope.row('EVENT', 'flood-done')).toBeVisible();
});

/** Imported, not flooded: the browser tells the test of each live frame, which starves server and client alike. */
function sessionOf(count: number): string {
  const connection = {
    id: 1,
    url: 'http://localhost',
    path: '/socket.io/',
    protocol: 'v4',
    parser: 'default',
    transports: ['websocket'],
    namespaces: ['/'],
  };
  const header = {
    format: 'sockscope',
    version: 1,
    id: 'flood',
    name: 'A flood',
    startedAt: '2026-11-20T10:15:02.120Z',
    app: 'test',
    userAgent: 'test',
    connections: [connection],
    notes: [],
    tags: [],
  };
  const frames = Array.from({ length: count }, (_, n) => ({
    seq: n,
    at: n,
    conn: 1,
    kind: 'frame',
    chan: 1,
    via: 'websocket',
    dir: 'received',
    text: `42["flood",{"n":${n}}]`,
  }));
  return [header, ...frames].map((line) => `${JSON.stringify(line)}\n`).join('');
}

test('a hundred thousand rows: the last and the first are one key away', async ({ scope }) => {
  await scope.import('flood.sockscope.ndjson', sessionOf(100_000));
  await expect(scope.counts).toContainText('100,000 recorded');
  await scope.setFilter('event:flood dir:received');
  await expect(scope.counts).toContainText('100,000 shown');
  expect(JSON.parse((await scope.toLastRow()).data)).toEqual({ n: 99_999 });
  await scope.grid.press('Home');
  await expect(scope.rows.first()).toHaveAttribute('aria-rowindex', '2');
  await expect(scope.rows.first()).toContainText('{"n":0}');
});

test('a filter that leaves few rows shows them, wherever the reader stood in a long list', async ({
  practice,
  scope,
}) => {
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'flood', args: '[{"count":500}]' });
  await expect(scope.row('EVENT', 'flood-done')).toBeVisible();
  await scope.rows.last().click();
  await scope.setFilter('kind:CONNECT ns:/');
  await expect(scope.counts).toContainText('· 2 shown');
  await expect(scope.row('sent', 'CONNECT')).toBeInViewport();
  await expect(scope.row('received', 'CONNECT')).toBeInViewport();
});

test('a follower stays at the end when the window grows', async ({ practice, scope }) => {
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'flood', args: '[{"count":500}]' });
  await expect(scope.row('EVENT', 'flood-done')).toBeVisible();
  await scope.page.setViewportSize({ width: 1280, height: 1000 });
  await scope.emit({ event: 'echo', args: '["newest"]' });
  await expect(scope.row('received', 'EVENT', 'echo')).toBeInViewport();
  await expect(scope.button('Follow')).toHaveAttribute('aria-pressed', 'true');
});
