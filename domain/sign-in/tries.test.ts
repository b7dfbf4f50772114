import { expect, it } from 'vitest';
import { freeTries, waitAfter } from './tries.ts';

it('the first wrong tries cost nothing, from the fifth on each costs twice as long, and never more than an hour', () => {
  const waits = Array.from({ length: 20 }, (_, failures) => waitAfter(failures));
  expect(waits.slice(0, freeTries)).toEqual([0, 0, 0, 0, 0]);
  expect(waits.slice(freeTries, freeTries + 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
  expect(Math.max(...waits)).toBe(3_600_000);
});
