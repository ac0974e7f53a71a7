/** Advance of a monospaced character at 11 px: the widest of the generic fonts take 0.61 em. */
const CHARACTER_PX = 6.7;

/** From here on come scripts whose characters take twice the width. */
const WIDE = 0x1100;

/** An estimate that errs on the wide side: a file cannot measure the fonts of who will open it. */
export function widthOf(text: string): number {
  let px = 0;
  for (const character of text) px += advanceOf(character);
  return px;
}

/** As much of `text` as has room, with an ellipsis where it was cut. */
export function fitted(text: string, roomPx: number): string {
  if (widthOf(text) <= roomPx) return text;
  let px = CHARACTER_PX;
  let end = 0;
  for (const character of text) {
    px += advanceOf(character);
    if (px > roomPx) break;
    end += character.length;
  }
  return end === 0 ? '' : `${text.slice(0, end)}…`;
}

function advanceOf(character: string): number {
  return (character.codePointAt(0) ?? 0) >= WIDE ? 2 * CHARACTER_PX : CHARACTER_PX;
}
