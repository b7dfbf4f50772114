import * as fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  floatingAt,
  floatingOf,
  resolveFloating,
  resolveWallTime,
  wallOfFloating,
  wallTimeOf,
} from './time.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

const zones = [
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Europe/Dublin',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Ho_Chi_Minh',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Auckland',
];

/**
 * The same question put to luxon's offsets. `getPossibleOffsets` will not do: it starts from the offset in force today
 * and misses the truth where a zone has crossed the date line (Apia, 26 September 2010, 01:00).
 */
const byLuxon = (zone: string, floating: number): { instant: number; kind: string } => {
  const rules = IANAZone.create(zone);
  const offsetAt = (instant: number): number => rules.offset(instant) * 60_000;
  const hours = Array.from({ length: 55 }, (_, index) => (index - 27) * 3_600_000);
  const offsets = [...new Set(hours.map((distance) => offsetAt(floating + distance)))];
  const fitting = offsets.filter((offset) => offsetAt(floating - offset) === offset);
  if (fitting.length === 0) return { instant: floating - Math.min(...offsets), kind: 'gap' };
  return { instant: floating - Math.max(...fitting), kind: fitting.length > 1 ? 'fold' : 'normal' };
};

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

describe('wall times and instants', () => {
  const instants = fc.integer({ min: Date.UTC(1995, 0, 1) / 60_000, max: Date.UTC(2037, 0, 1) / 60_000 });
  const anyZone = fc.constantFrom(...zones);

  it('shows what Intl shows', () => {
    const formats = new Map(
      zones.map((zone) => [
        zone,
        new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }),
      ]),
    );
    fc.assert(
      fc.property(anyZone, instants, (zone, minutes) => {
        const wall = wallTimeOf(minutes * 60_000, zone);
        const two = (value: number) => String(value).padStart(2, '0');
        const text = `${wall.year}-${two(wall.month)}-${two(wall.day)} ${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`;
        expect(text).toBe(formats.get(zone)?.format(minutes * 60_000));
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes back to the same instant, or to its twin an hour earlier in a fold', () => {
    fc.assert(
      fc.property(anyZone, instants, (zone, minutes) => {
        const instant = minutes * 60_000;
        const back = resolveFloating(zone, floatingAt(instant, zone));
        if (back.kind === 'fold') {
          expect(back.instant).toBeLessThanOrEqual(instant);
          expect(floatingAt(back.instant, zone)).toBe(floatingAt(instant, zone));
        } else expect(back).toMatchObject({ instant, kind: 'normal' });
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees with the offsets luxon knows, also close to every change of the clocks', () => {
    const near = zones.flatMap((zone) => {
      const out: { zone: string; change: number }[] = [];
      for (let day = Date.UTC(2005, 0, 1); day < Date.UTC(2030, 0, 1); day += 86_400_000) {
        if (floatingAt(day, zone) - day !== floatingAt(day + 86_400_000, zone) - day - 86_400_000) {
          out.push({ zone, change: day });
        }
      }
      return out;
    });
    const quarter = fc.integer({ min: -160, max: 160 });
    fc.assert(
      fc.property(fc.constantFrom(...near), quarter, ({ zone, change }, quarters) => {
        const floating = floatingOf(wallOfFloating((floatingAt(change, zone) + quarters * 900_000) as never));
        const ours = resolveFloating(zone, floating);
        const theirs = byLuxon(zone, floating);
        expect({ zone, at: iso(floating), instant: iso(ours.instant), kind: ours.kind }).toEqual({
          zone,
          at: iso(floating),
          instant: iso(theirs.instant),
          kind: theirs.kind,
        });
      }),
      { numRuns: 2_000 },
    );
  });
});
