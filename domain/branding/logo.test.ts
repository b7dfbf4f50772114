import { describe, expect, it } from 'vitest';
import { keptSize, shownSize } from './logo.ts';

describe('a logo', () => {
  it.each([
    [1_200, 400, 480, 160],
    [2_000, 100, 480, 24],
    [100, 2_000, 8, 160],
    [60, 40, 60, 40],
    [1, 2_048, 1, 160],
  ])('of %d by %d pixels is kept whole, and never made larger', (width, height, w, h) => {
    expect(keptSize({ width, height })).toEqual({ width: w, height: h });
  });

  it.each([
    [480, 160, 168, 56],
    [480, 24, 240, 12],
    [60, 40, 60, 40],
  ])('that is kept with %d by %d pixels is shown in its own proportions', (width, height, w, h) => {
    expect(shownSize({ width, height })).toEqual({ width: w, height: h });
  });
});
