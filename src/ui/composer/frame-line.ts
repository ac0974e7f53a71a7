import { hexText } from '../details/hex.ts';

/** As much of a frame as a line can show: more would be laid out for nothing. */
const CLIP = 400;

export function frameLine(frame: string | Uint8Array, clip = CLIP): string {
  if (typeof frame === 'string') return frame.length > clip ? `${frame.slice(0, clip)}…` : frame;
  const most = Math.floor(clip / 3);
  return frame.length > most ? `${hexText(frame, most)} …` : hexText(frame);
}
