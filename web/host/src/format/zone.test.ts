import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsFor } from './instants.ts';
import { allZones, instantOfWall, modernZone, offsetLabel, wallTime, zoneCity } from './zone.ts';

const at = (iso: string): number => Date.parse(iso);

describe('zones', () => {
  it('shows the modern name of Ho Chi Minh City under both of its ids', () => {
    expect(modernZone('Asia/Saigon')).toBe('Asia/Ho_Chi_Minh');
    expect([zoneCity('Asia/Saigon'), zoneCity('Asia/Ho_Chi_Minh')]).toEqual(['Ho Chi Minh', 'Ho Chi Minh']);
    const zones = allZones('Asia/Saigon');
    expect(zones).toContain('Asia/Ho_Chi_Minh');
    expect(zones).not.toContain('Asia/Saigon');
    expect(new Set(zones).size).toBe(zones.length);
  });

  it('labels whole, half and three-quarter hour offsets at the instant shown', () => {
    expect(offsetLabel(at('2026-11-24T00:00:00Z'), 'Asia/Ho_Chi_Minh')).toBe('GMT+7');
    expect(offsetLabel(at('2026-11-24T00:00:00Z'), 'Asia/Kathmandu')).toBe('GMT+5:45');
    expect(offsetLabel(at('2026-07-01T00:00:00Z'), 'America/St_Johns')).toBe('GMT−2:30');
    expect(offsetLabel(at('2026-07-01T00:00:00Z'), 'Europe/London')).toBe('GMT+1');
    expect(offsetLabel(at('2026-12-01T00:00:00Z'), 'Europe/London')).toBe('GMT');
  });
});

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

describe('formatsFor', () => {
  const start = '2026-11-24T16:30:00.000Z';

  it('names the date of the end when a range crosses midnight', () => {
    const formats = formatsFor('en', 'Asia/Ho_Chi_Minh');
    expect(formats.range('2026-11-24T02:00:00.000Z', '2026-11-24T02:30:00.000Z')).toBe('09:00 – 09:30');
    expect(formats.range(start, '2026-11-24T17:30:00.000Z')).toBe('23:30 – Wed, 25 Nov 2026, 00:30');
    expect(formats.range(start, '2026-11-24T17:00:00.000Z')).toBe('23:30 – 00:00');
  });

  it('speaks the language and counts from now', () => {
    const now = at('2026-11-24T13:30:00Z');
    expect(formatsFor('en', 'UTC').relative(start, now)).toBe('in 3 hours');
    expect(formatsFor('vi', 'UTC').relative(start, now)).toBe('sau 3 giờ nữa');
    expect(formatsFor('vi', 'Asia/Ho_Chi_Minh').longDate(start)).toContain('Thứ Ba');
    expect(formatsFor('en', 'Asia/Saigon').zoneName(start)).toBe('Ho Chi Minh (GMT+7)');
  });
});
