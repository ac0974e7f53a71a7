import { expect, test } from 'vitest';
import { Rates } from '../../../src/worker/rates.ts';

test('rates are packets a second over the last second', () => {
  const rates = new Rates();
  expect(rates.read(0, 0, 0)).toEqual({ sent: 0, received: 0 });
  expect(rates.read(500, 10, 100)).toEqual({ sent: 10, received: 100 });
  expect(rates.read(1000, 20, 200)).toEqual({ sent: 20, received: 200 });
  expect(rates.read(1500, 30, 400)).toEqual({ sent: 20, received: 300 });
});

test('what was there before the first look counts for nothing', () => {
  const rates = new Rates();
  expect(rates.read(0, 5000, 7000)).toEqual({ sent: 0, received: 0 });
  expect(rates.read(1000, 5001, 7002)).toEqual({ sent: 1, received: 2 });
});

test('after a silence rates fall back to none', () => {
  const rates = new Rates();
  rates.read(0, 0, 0);
  rates.read(100, 50, 50);
  expect(rates.read(1000, 50, 50)).toEqual({ sent: 50, received: 50 });
  expect(rates.read(1100, 50, 50)).toEqual({ sent: 0, received: 0 });
});

test('seldom looks are spread over the time between them', () => {
  const rates = new Rates();
  rates.read(0, 0, 0);
  expect(rates.read(4000, 400, 40)).toEqual({ sent: 100, received: 10 });
});
