import { describe, expect, it } from 'vitest';
import { certify, offsetChanges } from './testing/certificate.ts';
import { zones } from './testing/random-query.ts';

const famous = zones.filter((zone) => zone !== 'UTC');

describe('a sample of the DST certificate', () => {
  it.each(famous)(
    '%s: every quarter-hour start around each change of one year is as the wall clock says',
    (zone) => {
      const changes = offsetChanges(zone, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
      const instants = changes.length > 0 ? changes.map((change) => change.at) : [Date.UTC(2026, 5, 15, 12)];
      for (const instant of instants) {
        const { starts, offered, mismatches } = certify(zone, instant);
        expect(mismatches).toEqual([]);
        expect(starts).toBe(5 * 288);
        expect(offered).toBeGreaterThan(400);
      }
    },
  );

  it('finds the changes there are', () => {
    const of = (zone: string, year: number) =>
      offsetChanges(zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)).map((change) => [
        new Date(change.at).toISOString(),
        change.afterMinutes - change.beforeMinutes,
      ]);
    expect(of('Europe/Berlin', 2026)).toEqual([
      ['2026-03-29T01:00:00.000Z', 60],
      ['2026-10-25T01:00:00.000Z', -60],
    ]);
    expect(of('Australia/Lord_Howe', 2026).map(([, minutes]) => minutes)).toEqual([-30, 30]);
    expect(of('Pacific/Apia', 2011).map(([, minutes]) => minutes)).toEqual([-60, 60, 1440]);
  });
});
