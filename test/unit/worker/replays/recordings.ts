import type { SessionHeader } from '../../../../src/session/header.ts';
import { filesOf } from '../files.ts';
import { draw } from '../../../draw.ts';
import { fileOf } from '../../exporters/session-file.ts';
import type { RealPage } from './real-page.ts';

const HEADER: SessionHeader = {
  id: '0198c0de-7a11-7cc0-8f00-00000000beef',
  name: 'Checkout, staging',
  startedAt: '2026-11-20T10:15:02.120Z',
  app: 'sockscope 0.1.0',
  userAgent: '',
  connections: [
    {
      id: 1,
      url: 'http://host',
      path: '/socket.io/',
      protocol: 'v4',
      parser: 'default',
      transports: ['websocket'],
      namespaces: ['/'],
    },
  ],
  notes: [],
  tags: [],
};

/** Imports what is drawn, and opens it. */
export async function openDrawn(page: RealPage, drawn: string): Promise<void> {
  const file = new Blob([await fileOf(HEADER, draw(drawn))]);
  const report = await (await filesOf(page.workbench)).importFile(file, 'drawn.ndjson', () => undefined);
  if (!report.ok) throw new Error(report.error);
  await page.workbench.openSession(report.value.key);
  await page.until(() => page.session?.key === report.value.key && page.session.mode === 'saved');
}

/** `count` questions, one each `gapMs`, each answered after 1 ms with twice its number. */
export function questions(count: number, gapMs: number): string {
  const lines = Array.from({ length: count }, (_, n) => [
    `${n * gapMs}ms > 42${n}["ask",{"n":${n}}]`,
    `${n * gapMs + 1}ms < 43${n}[{"n":${n},"twice":${n * 2}}]`,
  ]);
  return lines.flat().join('\n');
}
