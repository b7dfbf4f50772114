import { describe, expect, it } from 'vitest';
import { resolveWallTime, wallTimeOf } from './time.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

describe('resolveWallTime', () => {
  it.each([
    ['America/New_York', [2026, 1, 15, 9, 0], '2026-01-15T14:00:00.000Z', -300, 'normal'],
    ['America/New_York', [2026, 7, 15, 9, 0], '2026-07-15T13:00:00.000Z', -240, 'normal'],
    ['America/New_York', [2026, 3, 8, 2, 30], '2026-03-08T07:30:00.000Z', -240, 'gap'],
    ['America/New_York', [2024, 11, 3, 1, 30], '2024-11-03T05:30:00.000Z', -240, 'fold'],
    ['Europe/Berlin', [2026, 3, 29, 2, 0], '2026-03-29T01:00:00.000Z', 120, 'gap'],
    ['Europe/Berlin', [2026, 10, 25, 2, 30], '2026-10-25T00:30:00.000Z', 120, 'fold'],
    ['Europe/Dublin', [2026, 10, 25, 1, 30], '2026-10-25T00:30:00.000Z', 60, 'fold'],
    ['Australia/Lord_Howe', [2026, 4, 5, 1, 45], '2026-04-04T14:45:00.000Z', 660, 'fold'],
    ['Australia/Lord_Howe', [2026, 10, 4, 2, 15], '2026-10-03T15:45:00.000Z', 660, 'gap'],
    ['Asia/Beirut', [2026, 3, 29, 0, 0], '2026-03-28T22:00:00.000Z', 180, 'gap'],
    ['America/Santiago', [2026, 9, 6, 0, 0], '2026-09-06T04:00:00.000Z', -180, 'gap'],
    ['Pacific/Apia', [2011, 12, 30, 10, 0], '2011-12-30T20:00:00.000Z', 840, 'gap'],
    ['Asia/Kathmandu', [2026, 5, 1, 0, 0], '2026-04-30T18:15:00.000Z', 345, 'normal'],
    ['Asia/Ho_Chi_Minh', [2026, 5, 1, 0, 0], '2026-04-30T17:00:00.000Z', 420, 'normal'],
  ] as const)('%s %j is %s', (zone, [year, month, day, hour, minute], instant, offsetMinutes, kind) => {
    const resolved = resolveWallTime(zone, year, month, day, hour, minute);
    expect({ ...resolved, instant: iso(resolved.instant) }).toEqual({ instant, offsetMinutes, kind });
  });

  it('moves a time in a gap forward by the length of the gap', () => {
    const { instant } = resolveWallTime('America/New_York', 2026, 3, 8, 2, 30);
    expect(wallTimeOf(instant, 'America/New_York')).toMatchObject({ day: 8, hour: 3, minute: 30 });
    const skipped = resolveWallTime('Pacific/Apia', 2011, 12, 30, 10, 0);
    expect(wallTimeOf(skipped.instant, 'Pacific/Apia')).toMatchObject({ day: 31, hour: 10, minute: 0 });
  });

  it.each([
    [2026, 2, 29, 0, 0, 0],
    [2026, 13, 1, 0, 0, 0],
    [2026, 0, 1, 0, 0, 0],
    [2026, 4, 31, 0, 0, 0],
    [2026, 4, 30, 24, 0, 0],
    [2026, 4, 30, 0, 60, 0],
    [2026, 4, 30, 0, 0, 60],
    [2026, 4, 30, 0.5, 0, 0],
    [Number.NaN, 4, 30, 0, 0, 0],
  ] as const)(
    'refuses a time that no calendar has: %s-%s-%s %s:%s:%s',
    (year, month, day, hour, minute, second) => {
      expect(() => resolveWallTime('UTC', year, month, day, hour, minute, second)).toThrow(RangeError);
    },
  );

  it('refuses a zone that is not known', () => {
    expect(() => resolveWallTime('Mars/Olympus', 2026, 1, 1, 0, 0)).toThrow(RangeError);
    expect(() => wallTimeOf(0, '')).toThrow(RangeError);
  });
});
