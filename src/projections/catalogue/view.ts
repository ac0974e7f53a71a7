import type { Catalogue } from './catalogue.ts';
import type { CatalogueEvent, CatalogueView, EventName, EventShape } from './catalogue-view.ts';
import type { EventLearning } from './event-learning.ts';
import { shapeLines } from './shape-lines.ts';
import { SHORT, typeText } from './type-text.ts';

const MOST_EVENTS = 200;
const LONGEST_SIGNATURE = 160;

export function catalogueView(catalogue: Catalogue): CatalogueView {
  const all = [...catalogue.events].sort(([, a], [, b]) => b.count - a.count);
  return {
    events: all.slice(0, MOST_EVENTS).map(([key, learning]) => eventView(catalogue, catalogue.nameOf(key), learning)),
    eventCount: catalogue.eventCount,
    changed: all.filter(([, { changeCount }]) => changeCount > 0).length,
    progress: { done: catalogue.done, total: catalogue.source.timeline.columns.length },
  };
}

export function eventShape(catalogue: Catalogue, name: EventName): EventShape | undefined {
  const learning = catalogue.get(name);
  if (!learning) return undefined;
  const { answers, changedPaths, changes } = learning;
  const { timeline } = catalogue.source;
  return {
    ...eventView(catalogue, name, learning),
    args: shapeLines(learning.args, '', changedPaths),
    ...(answers.args.total > 0 ? { ack: shapeLines(answers.args, 'ack', changedPaths) } : {}),
    answered: answers.count,
    newestChanges: changes.map(({ row, ...change }) => ({ ...change, row: timeline.idOf(row) })).reverse(),
    example: timeline.idOf(learning.newest ?? learning.lastRow),
  };
}

function eventView({ source }: Catalogue, name: EventName, learning: EventLearning): CatalogueEvent {
  const { count, asked, args, changeCount, firstRow, lastRow } = learning;
  const { timeline, log } = source;
  return {
    ...name,
    count,
    asked,
    samples: args.total,
    signature: signatureOf(learning),
    changes: changeCount,
    firstRow: timeline.idOf(firstRow),
    firstAt: log.atOf(timeline.columns.seq(firstRow)),
    lastRow: timeline.idOf(lastRow),
    lastAt: log.atOf(timeline.columns.seq(lastRow)),
  };
}

function signatureOf({ args }: EventLearning): string {
  const types = [...args.of.values()].map((shape) => `${typeText(shape, SHORT)}${shape.seen < args.total ? '?' : ''}`);
  const text = types.join(', ');
  return text.length > LONGEST_SIGNATURE ? `${text.slice(0, LONGEST_SIGNATURE)}…` : text;
}
