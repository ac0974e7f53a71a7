// The table of real servers, from the annotations of a Playwright report. Plain JavaScript, needs Node alone.
const COLUMNS = [
  ['polling', 'polling'],
  ['upgrade', 'polling, upgrade'],
  ['websocket', 'WebSocket'],
  ['webtransport', 'WebTransport'],
];

/** Lines to print; none where the report has no cell of the matrix. */
export function matrixTable(report) {
  const cells = report.suites.flatMap(cellsIn);
  if (cells.length === 0) return [];
  const servers = [...new Set(cells.map(({ server }) => server))];
  const notes = [...new Set(cells.flatMap(({ note }) => note ?? []))];
  const head = ['', ...COLUMNS.map(([, title]) => title)];
  const rows = servers.map((server) => [
    server,
    ...COLUMNS.map(([transport]) => {
      const cell = cells.find((one) => one.server === server && one.transport === transport);
      return cell ? words(cell, notes) : 'not run';
    }),
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i].length)));
  return [
    '',
    'Real servers: connect on Auto, receive, emit, ack and binary both ways, namespace, disconnect.',
    'Bare Engine.IO has messages alone, text and bytes.',
    ...[head, ...rows].map((row) =>
      row
        .map((text, i) => text.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    ),
    ...notes.map((note, i) => `${i + 1}  ${note}`),
    '',
  ];
}

function words({ status, note }, notes) {
  const mark = note === undefined ? '' : ` ${notes.indexOf(note) + 1}`;
  if (note?.startsWith('impossible')) return `–${mark}`;
  return `${status}${mark}`;
}

function cellsIn({ suites = [], specs = [] }) {
  return [...suites.flatMap(cellsIn), ...specs.flatMap(({ tests }) => tests.flatMap(cellsOf))];
}

/** A test that is skipped never comes to tell of its cell. */
function cellsOf({ annotations, status }) {
  const outcome = { expected: 'passed', skipped: 'skipped' }[status] ?? 'FAILED';
  return annotations
    .filter(({ type }) => type === 'matrix')
    .map(({ description }) => ({ ...JSON.parse(description), status: outcome }));
}
