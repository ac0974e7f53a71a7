import type { OverviewView } from '../../../projections/overview/overview-view.ts';
import type { Block } from '../blocks.ts';
import { drawChannels, drawUpgrades } from './channels.ts';
import { drawEvents } from './events.ts';
import { drawGaps } from './gaps.ts';
import { drawHeartbeats } from './heartbeats.ts';
import { drawMarks } from './marks.ts';
import type { Pen } from './pen.ts';
import { drawPolling } from './polling.ts';
import type { Tick } from '../ticks.ts';

export type LanesScene = {
  readonly told: OverviewView;
  readonly blocks: readonly Block[];
  readonly ticks: readonly Tick[];
  /** Where what lasts is drawn to. */
  readonly nowMs: number;
};

export function drawLanes(pen: Pen, { told, blocks, ticks, nowMs }: LanesScene): void {
  for (const { conn, top, height } of blocks) drawGraticule(pen, ticks, top, height, conn === blocks[0]?.conn);
  for (const block of blocks) {
    const lanes = told.connections.find(({ conn }) => conn === block.conn);
    if (!lanes) continue;
    const box = (name: string) => block.lanes.find((lane) => lane.name === name);
    const [polling, channel, heartbeat, events, client] = ['polling', 'channel', 'heartbeat', 'events', 'client'].map(
      box,
    );
    if (heartbeat) drawHeartbeats(pen, lanes, heartbeat, nowMs);
    if (polling) drawPolling(pen, lanes, polling, nowMs);
    if (channel) drawChannels(pen, lanes, channel, nowMs);
    if (channel) drawUpgrades(pen, lanes, polling, channel);
    if (events) drawEvents(pen, lanes, events, told);
    drawGaps(pen, lanes, block, nowMs);
    if (client)
      drawMarks(
        pen,
        lanes.marks,
        told.notes.filter(({ conn }) => conn === block.conn),
        client,
      );
  }
}

/** Dotted lines of time, and hairlines between the lanes. */
function drawGraticule(pen: Pen, ticks: readonly Tick[], top: number, height: number, isFirst: boolean): void {
  for (const { at, label } of ticks) if (label !== undefined) pen.line('line-2', pen.x(at), top, height, 1, [1, 3]);
  if (!isFirst) pen.fill('line-2', 0, top, pen.widthPx, 1);
}
