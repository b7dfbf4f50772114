import { describe, expect, it } from 'vitest';
import { minutesOf, spanParts, spanText } from './span.ts';

const english = {
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
};

describe('spans', () => {
  it('uses the largest unit that divides and puts it back together', () => {
    for (const minutes of [0, 1, 45, 60, 90, 120, 1440, 1500, 10_080]) {
      const { amount, unit } = spanParts(minutes);
      expect(minutesOf(amount, unit)).toBe(minutes);
    }
    expect(spanParts(2880)).toEqual({ amount: 2, unit: 'days' });
  });

  it('writes whole days as such where days are counted, else hours and the rest', () => {
    expect([30, 60, 90, 1440, 2880].map((minutes) => spanText(minutes, english))).toEqual([
      '30 min',
      '1 h',
      '1 h 30 min',
      '1 day',
      '2 days',
    ]);
    expect(spanText(1440, { minutes: english.minutes, hours: english.hours })).toBe('24 h');
    expect(spanText(90, { minutes: (n) => `${n} phút`, hours: (n) => `${n} giờ` })).toBe('1 giờ 30 phút');
  });
});
