import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neededUntil, readWindow, renewChannelAt, syncBackoffMs } from './timing.ts';

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

describe('how far ahead a calendar is read', () => {
  const now = Date.UTC(2026, 10, 28, 9);
  const days = (windows: Parameters<typeof readWindow>[0]) => {
    const { from, to } = readWindow(windows, now);
    return [from, to].map((at) => Math.round((at - now) / (24 * hourMs)));
  };

  test('is a year, with a month before today, where no link can be booked further ahead', () => {
    expect(days([])).toEqual([-30, 366]);
    expect(days([{ kind: 'rolling', days: 60 }])).toEqual([-30, 366]);
    expect(days([{ kind: 'range', from: '2026-01-01', to: '2026-02-01' }])).toEqual([-30, 366]);
  });

  test.each<[number, Parameters<typeof readWindow>[0]]>([
    [
      740,
      [
        { kind: 'rolling', days: 60 },
        { kind: 'rolling', days: 730 },
      ],
    ],
    [1106, [{ kind: 'range', from: '2029-01-01', to: '2029-11-28' }]],
    [1787, [{ kind: 'range', from: '2026-12-01', to: '2099-12-31' }]],
  ])('is %i days for %j: the longest link, with days to spare', (ahead, windows) => {
    expect(days(windows)).toEqual([-30, ahead]);
  });

  test('is enough for a week without another full pass', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 7 }), (length, later) => {
        const windows = [{ kind: 'rolling' as const, days: length }];
        const { to } = readWindow(windows, now);
        expect(to).toBeGreaterThanOrEqual(neededUntil(windows, now + later * 24 * hourMs));
      }),
    );
  });
});
