import { describe, expect, it } from 'vitest';
import { offsetLabel } from '#web/time/format.ts';
import {
  defaultClock,
  formatDate,
  formatMoment,
  formatMonth,
  formatSpan,
  formatTime,
  styleOf,
  timeLabels,
  weekdayHeads,
  weekStartOf,
} from './format.ts';

describe('times as text', () => {
  it('writes twelve and twenty-four hours in English and Vietnamese with plain spaces', () => {
    const at = '2026-12-10T07:05:00Z';
    expect(formatTime(at, styleOf('en', 'Asia/Ho_Chi_Minh', '12'))).toBe('2:05 PM');
    expect(formatTime(at, styleOf('vi', 'Asia/Ho_Chi_Minh', '12'))).toBe('2:05 CH');
    expect(formatTime(at, styleOf('vi', 'Asia/Ho_Chi_Minh', '24'))).toBe('14:05');
    expect(formatTime('2026-12-09T17:00:00Z', styleOf('en', 'Asia/Ho_Chi_Minh', '24'))).toBe('00:00');
  });

  it('tells both 1:30 of a fall-back night apart by their offset and leaves other times alone', () => {
    const style = styleOf('en', 'America/New_York', '12');
    const starts = [
      '2026-11-01T05:00:00Z',
      '2026-11-01T05:30:00Z',
      '2026-11-01T06:30:00Z',
      '2026-11-01T07:30:00Z',
    ];
    expect(timeLabels(starts, style)).toEqual(['1:00 AM', '1:30 AM GMT-4', '1:30 AM GMT-5', '2:30 AM']);
  });

  it('never writes a time that ends before it starts: over a change of the clocks both carry their offset', () => {
    const style = styleOf('en', 'America/New_York', '12');
    expect(formatSpan('2026-11-01T05:30:00Z', '2026-11-01T06:00:00Z', style).time).toBe(
      '1:30 AM GMT-4 – 1:00 AM GMT-5',
    );
    expect(formatSpan('2026-11-02T06:30:00Z', '2026-11-02T07:00:00Z', style).time).toBe('1:30 AM – 2:00 AM');
  });

  it('tells a single time of that night apart as well', () => {
    const style = styleOf('en', 'America/New_York', '12');
    expect(formatMoment('2026-11-01T05:30:00Z', style)).toBe('Sunday, November 1, 1:30 AM GMT-4');
    expect(formatMoment('2026-11-01T06:30:00Z', style)).toBe('Sunday, November 1, 1:30 AM GMT-5');
    expect(formatMoment('2026-11-03T06:30:00Z', style)).toBe('Tuesday, November 3, 1:30 AM');
  });

  it('shows the offset in force on the day, not today’s', () => {
    expect(offsetLabel('Europe/Paris', '2026-07-01T12:00:00Z')).toBe('GMT+2');
    expect(offsetLabel('Europe/Paris', '2026-12-01T12:00:00Z')).toBe('GMT+1');
    expect(offsetLabel('America/St_Johns', '2026-12-01T12:00:00Z')).toBe('GMT-3:30');
    expect(offsetLabel('UTC', 0)).toBe('GMT+0');
  });
});

describe('dates as text', () => {
  it('writes dates the way the language does', () => {
    expect(formatDate('2026-12-10', 'vi')).toBe('Thứ Năm, 10 tháng 12, 2026');
    expect(formatDate('2026-12-10', 'en')).toBe('Thursday, December 10, 2026');
    expect(formatDate('2026-12-10', 'en-GB')).toBe('Thursday, 10 December 2026');
    expect(formatMonth('2026-12', 'vi')).toBe('tháng 12 năm 2026');
  });

  it('starts the week and sets the clock as the locale is used to', () => {
    expect(['en-US', 'en-GB', 'vi'].map(weekStartOf)).toEqual([7, 1, 1]);
    expect(['en-US', 'en-GB', 'vi'].map(defaultClock)).toEqual(['12', '24', '24']);
  });

  it('names seven different weekdays in the order of the week', () => {
    expect(weekdayHeads('en', 7).map((day) => day.short)).toEqual([
      'Sun',
      'Mon',
      'Tue',
      'Wed',
      'Thu',
      'Fri',
      'Sat',
    ]);
    expect(weekdayHeads('vi', 1).map((day) => day.short)).toEqual(['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN']);
    expect(weekdayHeads('vi', 1)[6]?.long).toBe('Chủ Nhật');
  });
});
