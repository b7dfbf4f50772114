import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addLatencies,
  latencyBounds,
  latencyClasses,
  latencyClassOf,
  noLatencies,
  percentile,
} from './latency.ts';

const times = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 200 });
const counted = (all: readonly number[]): number[] =>
  all.reduce<number[]>(
    (sum, ms) => sum.map((count, index) => count + (index === latencyClassOf(ms) ? 1 : 0)),
    noLatencies(),
  );
const shares = fc.double({ min: 0.01, max: 1, noNaN: true });

describe('how long calls took', () => {
  test('every time has one class, whose upper end belongs to it', () => {
    expect(latencyClassOf(0)).toBe(0);
    for (const [index, bound] of latencyBounds.entries()) {
      expect(latencyClassOf(bound)).toBe(index);
      expect(latencyClassOf(bound + 0.1)).toBe(index + 1);
    }
    expect(latencyClassOf(Number.MAX_SAFE_INTEGER)).toBe(latencyClasses - 1);
  });

  test('a share of the calls ended within a time of the class in which the last of them lies', () => {
    fc.assert(
      fc.property(times, shares, (all, share) => {
        const sorted = all.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(share * all.length)) - 1] ?? 0;
        const near = percentile(counted(all), share) ?? -1;
        const at = latencyClassOf(exact);
        const from = latencyBounds[at - 1] ?? 0;
        expect(near).toBeGreaterThanOrEqual(from);
        expect(near).toBeLessThanOrEqual(latencyBounds[at] ?? from);
      }),
    );
  });

  test('a larger share takes no less time, and the order in which processes add does not matter', () => {
    fc.assert(
      fc.property(times, times, shares, shares, (one, other, a, b) => {
        const together = counted([...one, ...other]);
        expect(addLatencies(counted(other), counted(one))).toEqual(together);
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(percentile(together, more)).toBeGreaterThanOrEqual(percentile(together, less) ?? 0);
      }),
    );
  });

  test('without calls nothing is said', () => {
    expect(percentile(noLatencies(), 0.5)).toBeNull();
  });
});
