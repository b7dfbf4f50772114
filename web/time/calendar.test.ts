import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  clampDate,
  columnOf,
  daysInMonth,
  isDate,
  isMonth,
  lastDay,
  monthGrid,
  moveInGrid,
  sameDayIn,
  weekdayOf,
} from './calendar.ts';

const monday = 1;
const sunday = 7;
const plain = { shift: false, rtl: false };

describe('month grid', () => {
  it('starts the week on Monday or Sunday and keeps every day exactly once', () => {
    for (const month of ['2026-02', '2026-03', '2026-11', '2028-02', '2027-05']) {
      for (const weekStart of [monday, sunday, 6]) {
        const rows = monthGrid(month, weekStart);
        const days = rows.flat().filter((day) => day !== null);
        expect(rows.every((row) => row.length === 7)).toBe(true);
        expect(days).toHaveLength(daysInMonth(month));
        expect(new Set(days).size).toBe(days.length);
        for (const row of rows)
          row.forEach((day, column) => {
            if (day !== null) expect(columnOf(day, weekStart)).toBe(column);
          });
      }
    }
  });

  it('puts 1 November 2026, a Sunday, last in a Monday week and first in a Sunday week', () => {
    expect(monthGrid('2026-11', monday)[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(monthGrid('2026-11', sunday)[0]?.[0]).toBe('2026-11-01');
  });

  it('has no row without a day of the month', () => {
    expect(monthGrid('2027-02', monday)).toHaveLength(4);
    expect(monthGrid('2026-08', monday)).toHaveLength(6);
  });
});

describe('calendar arithmetic', () => {
  it('crosses years and leap days', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -13)).toBe('2024-12');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(lastDay('2028-02')).toBe('2028-02-29');
    expect(weekdayOf('2026-11-22')).toBe(7);
  });

  it('clamps the day to a shorter month', () => {
    expect(sameDayIn('2027-02', '2027-01-31')).toBe('2027-02-28');
  });

  it('refuses dates and months that do not exist', () => {
    expect(['2026-02-30', '2026-2-1', '', null, 'today'].some(isDate)).toBe(false);
    expect(['2026-13', '2026-00', '2026', undefined].some(isMonth)).toBe(false);
    expect(isDate('2026-11-30') && isMonth('2026-11')).toBe(true);
  });
});

describe('keys of the date grid', () => {
  const press = (key: string, options = plain): string | null =>
    moveInGrid('2026-12-10', { key, ...options }, monday);

  it('moves by day, week, ends of the week, month and year', () => {
    expect(press('ArrowRight')).toBe('2026-12-11');
    expect(press('ArrowLeft')).toBe('2026-12-09');
    expect(press('ArrowUp')).toBe('2026-12-03');
    expect(press('ArrowDown')).toBe('2026-12-17');
    expect(press('Home')).toBe('2026-12-07');
    expect(press('End')).toBe('2026-12-13');
    expect(press('PageUp')).toBe('2026-11-10');
    expect(press('PageDown')).toBe('2027-01-10');
    expect(press('PageUp', { shift: true, rtl: false })).toBe('2025-12-10');
    expect(press('PageDown', { shift: true, rtl: false })).toBe('2027-12-10');
  });

  it('turns left and right around where text runs from right to left', () => {
    expect(press('ArrowRight', { shift: false, rtl: true })).toBe('2026-12-09');
    expect(press('ArrowLeft', { shift: false, rtl: true })).toBe('2026-12-11');
  });

  it('follows the week start for Home and End', () => {
    expect(moveInGrid('2026-12-10', { key: 'Home', ...plain }, sunday)).toBe('2026-12-06');
    expect(moveInGrid('2026-12-10', { key: 'End', ...plain }, sunday)).toBe('2026-12-12');
  });

  it('leaves every other key to the browser', () => {
    expect(['Tab', 'a', 'Escape', 'F5'].map((key) => press(key))).toEqual([null, null, null, null]);
  });

  it('stays within the months that can be shown', () => {
    expect(clampDate('2027-03-01', '2026-11-01', '2027-01-31')).toBe('2027-01-31');
    expect(clampDate('2026-10-31', '2026-11-01', '2027-01-31')).toBe('2026-11-01');
  });
});
