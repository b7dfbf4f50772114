import { describe, expect, it } from 'vitest';
import { en } from '#web/host/src/i18n/en/index.ts';
import { vi } from '#web/host/src/i18n/vi/index.ts';
import { minutesOf, spanParts, spanText } from './span.ts';
import { parseTimeOfDay } from './time-of-day.ts';

describe('parseTimeOfDay', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['17:05', '17:05'],
    ['17.05', '17:05'],
    ['17h', '17:00'],
    ['17h30', '17:30'],
    ['5 pm', '17:00'],
    ['12am', '00:00'],
    ['2:05 CH', '14:05'],
    ['24:00', '00:00'],
    [' 08:00 ', '08:00'],
  ])('reads %j as %s', (typed, time) => {
    expect(parseTimeOfDay(typed)).toBe(time);
  });

  it.each(['', ':', '25', '24:30', '12:60', '13 pm', 'nine', '1:2:3'])('refuses %j', (typed) => {
    expect(parseTimeOfDay(typed)).toBeUndefined();
  });
});

describe('spans', () => {
  it('uses the largest unit that divides and puts it back together', () => {
    for (const minutes of [0, 1, 45, 60, 90, 120, 1440, 1500, 10_080]) {
      const { amount, unit } = spanParts(minutes);
      expect(minutesOf(amount, unit)).toBe(minutes);
    }
    expect(spanParts(2880)).toEqual({ amount: 2, unit: 'days' });
  });

  it('reads well in both languages', () => {
    expect([30, 60, 90, 1440, 2880].map((minutes) => spanText(minutes, en))).toEqual([
      '30 min',
      '1 h',
      '1 h 30 min',
      '1 day',
      '2 days',
    ]);
    expect(spanText(90, vi)).toBe('1 giờ 30 phút');
  });
});
