import type { ChannelView, ConnectionLanesView, UpgradeView } from '../../../projections/overview/overview-view.ts';
import { formatMs } from '../../format.ts';
import { channelLabel } from '../lane-words.ts';
import type { LaneBox } from '../blocks.ts';
import type { Pen } from './pen.ts';
import { drawFailed } from './polling.ts';
import { Room } from './room.ts';

const CUT_PX = 3;
const PAD_PX = 6;

/** Hatched while opening, solid while open; a red end where no close frame came. */
export function drawChannels(
  pen: Pen,
  { channels, upgrades }: ConnectionLanesView,
  { top, height }: LaneBox,
  nowMs: number,
): void {
  const room = new Room();
  for (const { from, to } of upgrades) room.take(pen.x(from) - PAD_PX, pen.x(to ?? from) + PAD_PX);
  const bar = { y: top + (height > 12 ? 3 : 2), height: height > 12 ? 10 : 8 };
  for (const channel of channels) drawChannel(pen, channel, bar, nowMs, room);
}

type Bar = { readonly y: number; readonly height: number };

function drawChannel(pen: Pen, channel: ChannelView, { y, height }: Bar, nowMs: number, room: Room): void {
  const end = pen.x(channel.to ?? nowMs);
  const openX = channel.openedAt === undefined ? end : pen.x(channel.openedAt);
  const opening = pen.clipped(pen.x(channel.from), openX);
  const open = pen.clipped(openX, Math.max(openX + (channel.openedAt === undefined ? 0 : 2), end));
  pen.hatch('text-3', opening.x, y + 1, opening.width, height - 2);
  if (open.width > 0) pen.fill('bg-3', open.x, y, open.width, height);
  const whole = pen.clipped(pen.x(channel.from), Math.max(pen.x(channel.from) + 2, end));
  pen.outline('control', whole.x, y, whole.width, height);
  if (channel.end === 'cut') pen.fill('error', end - CUT_PX, y, CUT_PX, height);
  if (channel.end === 'failed') labelFailed(pen, end, y + height / 2, room);
  labelChannel(pen, channel, y + height / 2, openX, end, room, nowMs);
}

function labelChannel(
  pen: Pen,
  channel: ChannelView,
  y: number,
  openX: number,
  end: number,
  room: Room,
  nowMs: number,
): void {
  const text = channelLabel(channel, nowMs);
  const width = pen.widthOf(text) + 2 * PAD_PX;
  const [from, to] = [Math.max(0, openX), Math.min(pen.widthPx, end)];
  const x = (from + to - width) / 2;
  if (to - from < width || !room.claim(x, x + width)) return;
  pen.text('text-2', text, x + PAD_PX, y + 1);
}

function labelFailed(pen: Pen, x: number, y: number, room: Room): void {
  drawFailed(pen, x - 3, y - 3.5);
  const from = x + PAD_PX;
  const to = from + pen.widthOf('failed');
  if (to <= pen.widthPx && room.claim(from, to)) pen.text('error', 'failed', from, y + 1);
}

/** The probe and its answer on the channel's bar; the upgrade crosses from the polling lane with its duration. */
export function drawUpgrades(
  pen: Pen,
  { upgrades }: ConnectionLanesView,
  polling: LaneBox | undefined,
  channel: LaneBox,
): void {
  const room = new Room();
  for (const upgrade of upgrades) {
    if (channel.height > 12) drawProbe(pen, upgrade, channel);
    if (upgrade.upgradedAt === undefined) continue;
    const x = Math.round(pen.x(upgrade.upgradedAt));
    const top = polling ? polling.top + 2 : channel.top;
    const bottom = channel.top + channel.height - 2;
    pen.line('upgrade', x, top, bottom - top, 2);
    pen.chevron('upgrade', x, top, true);
    pen.chevron('upgrade', x, top + 4, true);
    pen.chevron('upgrade', x, bottom, false);
    if (polling) labelUpgrade(pen, upgrade, x + 7, polling, room);
  }
}

function drawProbe(pen: Pen, { from, answeredAt }: UpgradeView, { top }: LaneBox): void {
  const asked = pen.x(from);
  const answered = answeredAt === undefined ? undefined : pen.x(answeredAt);
  pen.triangle('upgrade', asked, top + 5, 6, true);
  // On each other they would be a star.
  if (answered !== undefined && answered - asked > 6) pen.triangle('upgrade', answered, top + 5, 6, false);
}

function labelUpgrade(pen: Pen, { tookMs, count }: UpgradeView, x: number, { top }: LaneBox, room: Room): void {
  if (tookMs === undefined) return;
  const times = count > 1 ? ` ×${count}` : '';
  for (const text of [`upgrade after ${formatMs(tookMs)}${times}`, `${formatMs(tookMs)}${times}`]) {
    const width = pen.widthOf(text);
    if (x + width > pen.widthPx || !room.claim(x - 14, x + width + 4)) continue;
    pen.fill('bg-0', x - 2, top + 1, width + 4, 14);
    return pen.text('upgrade', text, x, top + 8.5);
  }
}
