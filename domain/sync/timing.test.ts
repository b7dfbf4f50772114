import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renewChannelAt, syncBackoffMs, syncWindow } from './timing.ts';

const hourMs = 3_600_000;

describe('a push channel is renewed', () => {
  test('a day before its end when the vendor granted a week', () => {
    const expiresAt = 7 * 24 * hourMs;
    expect(renewChannelAt({ now: 0, expiresAt, granted: expiresAt, jitter: 0 })).toBe(6 * 24 * hourMs);
  });

  test('always before its end, never at once, whatever was granted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2 * 60_000, max: 30 * 24 * hourMs }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        (granted, jitter, now) => {
          const at = renewChannelAt({ now, expiresAt: now + granted, granted, jitter });
          expect(at).toBeGreaterThanOrEqual(now + 60_000);
          expect(at).toBeLessThan(now + granted);
        },
      ),
    );
  });
});

test('tries grow further apart and end at a quarter of an hour', () => {
  const waits = [1, 2, 3, 4, 5, 6, 100].map(syncBackoffMs);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.at(-1)).toBe(15 * 60_000);
});

test('a full pass reads from a month back to a year ahead', () => {
  const { from, to } = syncWindow(0);
  expect([from, to].map((at) => at / (24 * hourMs))).toEqual([-30, 366]);
});
