import { describe, expect, it } from 'vitest';
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
