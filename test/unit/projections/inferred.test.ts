import { expect, test } from 'vitest';
import { draw } from '../../draw.ts';
import { detailsFrom, rowsOf } from './fold.ts';

const DRAWN = `
  1ms client close {"reason":"transport close","inferred":true}
  2ms client reconnect_attempt {"attempt":1,"inferred":true}
  3ms client connect / {"inferred":true}
  4ms client connect / {"id":"x"}
`;

test('what no client reported says so in its row, and says the rest as ever', () => {
  expect(rowsOf(DRAWN).map(({ data, note }) => `${data} | ${note ?? ''}`)).toEqual([
    '"transport close" | inferred',
    '1 | inferred · waited 1.0 ms',
    ' | inferred',
    '{"id":"x"} | ',
  ]);
});

test('its explanation begins with where it comes from', async () => {
  const [inferred, , , reported] = await detailsFrom(draw(DRAWN));
  expect(inferred!.explanation.purpose).toMatch(/^Inferred: the imported file does not hold .* The Engine\.IO session/);
  expect(reported!.explanation.purpose).not.toMatch(/nferred/);
});
