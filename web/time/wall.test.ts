import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateIn, instantOfWall, wallTime } from './wall.ts';

const at = (iso: string): number => Date.parse(iso);

describe('instantOfWall', () => {
  it('takes the earlier of two and jumps over a gap', () => {
    expect(instantOfWall('2026-11-01', '01:30', 'America/New_York')).toBe(at('2026-11-01T05:30:00Z'));
    expect(instantOfWall('2026-03-08', '02:30', 'America/New_York')).toBe(at('2026-03-08T07:30:00Z'));
    expect(instantOfWall('2026-11-24', '09:00', 'Asia/Ho_Chi_Minh')).toBe(at('2026-11-24T02:00:00Z'));
  });

  it('refuses what is no date or time', () => {
    expect(instantOfWall('', '09:00', 'UTC')).toBeUndefined();
    expect(instantOfWall('2026-11-24', '9:00', 'UTC')).toBeUndefined();
    expect(instantOfWall('2026-13-45', '09:00', 'UTC')).toBeUndefined();
  });

  it('undoes wallTime everywhere outside of a fold', () => {
    const zones = [
      'Asia/Ho_Chi_Minh',
      'Asia/Kathmandu',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ];
    const day = 86_400_000;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('2020-01-01T00:00:00Z') / 60_000, max: at('2035-01-01T00:00:00Z') / 60_000 }),
        (zone, minute) => {
          const instant = minute * 60_000;
          const wall = wallTime(instant, zone);
          const found = instantOfWall(wall.date, wall.time, zone);
          expect(found).toBeDefined();
          expect(wallTime(found ?? 0, zone)).toEqual(wall);
          expect(Math.abs((found ?? 0) - instant)).toBeLessThan(day);
        },
      ),
    );
  });
});

describe('dateIn', () => {
  it('finds the local date on either side of the date line', () => {
    expect(dateIn('2026-12-31T18:00:00Z', 'Asia/Ho_Chi_Minh')).toBe('2027-01-01');
    expect(dateIn('2026-12-31T18:00:00Z', 'America/New_York')).toBe('2026-12-31');
  });
});
