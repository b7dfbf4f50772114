import * as fc from 'fast-check';
import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { civilDate, dayMs, dayNumberOf, formatDate, parseDate, weekdayOf } from './civil-date.ts';
import { readWall } from './testing/oracle.ts';
import { zones } from './testing/random-query.ts';
import {
  instantsOfDays,
  isZone,
  localDay,
  offsetAt,
  runEnd,
  runIndex,
  zoneDataVersion,
  zoneTable,
} from './zone-table.ts';

const instant = fc.integer({ min: Date.UTC(1965, 0, 1), max: Date.UTC(2055, 0, 1) });

describe('offset tables', () => {
  it('agree with luxon about the offset of any zone at any time, in whatever order years are asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones, 'Africa/Monrovia', 'Europe/Dublin'), instant, (zone, at) => {
        const offset = offsetAt(zoneTable(zone, at, at), at);
        expect(offset / 60_000).toBeCloseTo(IANAZone.create(zone).offset(at), 9);
      }),
      { numRuns: 500 },
    );
  });

  it('place a change on its exact millisecond', () => {
    const change = Date.UTC(2026, 2, 29, 1);
    const table = zoneTable('Europe/Berlin', change, change);
    expect(offsetAt(table, change - 1)).toBe(3_600_000);
    expect(offsetAt(table, change)).toBe(7_200_000);
    expect(runEnd(table, runIndex(table, change - 1))).toBe(change);
  });

  it('hold runs that differ from their neighbours, ascending', () => {
    for (const zone of zones) {
      const table = zoneTable(zone, Date.UTC(1995, 0, 1), Date.UTC(2035, 0, 1));
      zoneTable(zone, Date.UTC(1960, 0, 1), Date.UTC(2050, 0, 1));
      for (let i = 1; i < table.starts.length; i += 1) {
        expect((table.starts[i] ?? 0) > (table.starts[i - 1] ?? 0)).toBe(true);
        expect(table.offsets[i]).not.toBe(table.offsets[i - 1]);
      }
    }
  });

  it('give the local date a wall clock shows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, at) => {
        expect(formatDate(localDay(zone, at))).toBe(readWall(zone, at).date);
      }),
      { numRuns: 500 },
    );
  });

  it('give every instant of a span of dates, also where the date goes on after a fold at midnight', () => {
    const day = parseDate('2026-10-24');
    const middle = Date.UTC(2026, 9, 24, 12);
    const set = instantsOfDays(
      'Asia/Beirut',
      { first: day, last: day },
      middle - 2 * dayMs,
      middle + 2 * dayMs,
    );
    expect(set.reduce((sum, value, i) => sum + (i % 2 === 0 ? -value : value), 0)).toBe(25 * 3_600_000);
    const skipped = parseDate('2011-12-30');
    const near = Date.UTC(2011, 11, 30, 12);
    expect(
      instantsOfDays('Pacific/Apia', { first: skipped, last: skipped }, near - 3 * dayMs, near + 3 * dayMs),
    ).toEqual([]);
  });

  it('refuse a zone nobody knows and years no calendar asks for', () => {
    expect(() => zoneTable('Mars/Olympus', 0, 0)).toThrow(RangeError);
    expect(() => zoneTable('UTC', Date.UTC(1700, 0, 1), 0)).toThrow(RangeError);
    expect(() => zoneTable('UTC', 0, Date.UTC(3000, 0, 1))).toThrow(RangeError);
    expect(() => zoneTable('UTC', Number.NaN, 0)).toThrow(RangeError);
    expect([isZone('Mars/Olympus'), isZone('Europe/Berlin'), isZone('')]).toEqual([false, true, false]);
  });

  it('name the tz data they were read from', () => {
    expect(zoneDataVersion).toBe(process.versions['tz']);
  });
});

describe('dates as day numbers', () => {
  it('agree with the calendar of the runtime', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (number) => {
        const date = new Date(number * dayMs);
        const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(civilDate(number)).toEqual(civil);
        expect(dayNumberOf(civil.year, civil.month, civil.day)).toBe(number);
        expect(weekdayOf(number)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
        expect(formatDate(number)).toBe(date.toISOString().slice(0, 10));
        expect(parseDate(formatDate(number))).toBe(number);
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '2026-06-15T00:00', ''])(
    'refuse %j',
    (text) => {
      expect(() => parseDate(text)).toThrow(RangeError);
    },
  );
});
