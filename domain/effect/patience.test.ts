import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTryAt, patienceMs } from './patience.ts';

const now = 1_800_000_000_000;
const secondMs = 1_000;
const hourMs = 3_600 * secondMs;

describe('the next try of a vendor that fails', () => {
  test.each([
    [1, 2 * secondMs],
    [2, 10 * secondMs],
    [3, 30 * secondMs],
    [4, 60 * secondMs],
    [5, 300 * secondMs],
    [6, 900 * secondMs],
    [7, hourMs],
    [8, hourMs],
    [500, hourMs],
  ])('after failure %i comes after %i ms', (failures, wait) => {
    expect(nextTryAt({ now, failures, failingSince: now })).toBe(now + wait);
  });

  test('is never sooner than the vendor asked for, nor sooner than the wait that is due anyway', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat({ max: 86_400 }), (failures, retryAfterSeconds) => {
        const plain = nextTryAt({ now, failures, failingSince: now }) ?? Number.NaN;
        const asked = nextTryAt({ now, failures, failingSince: now, retryAfterSeconds });
        expect(asked).toBe(Math.max(plain, now + retryAfterSeconds * secondMs));
      }),
    );
  });

  test('never comes sooner after more failures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (failures) => {
        const of = (count: number) => nextTryAt({ now, failures: count, failingSince: now }) ?? Number.NaN;
        expect(of(failures + 1)).toBeGreaterThanOrEqual(of(failures));
      }),
    );
  });

  test('does not come once it would lie more than a week after the first failure, whatever the vendor asks for', () => {
    const last = { failures: 200, failingSince: now - patienceMs };
    expect(nextTryAt({ ...last, now: now - hourMs })).toBe(now);
    expect(nextTryAt({ ...last, now: now - hourMs + 1 })).toBeNull();
    expect(
      nextTryAt({ now, failures: 1, failingSince: now, retryAfterSeconds: patienceMs / secondMs + 1 }),
    ).toBeNull();
  });
});
