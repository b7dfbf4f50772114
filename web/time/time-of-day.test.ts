import { describe, expect, it } from 'vitest';
import { minuteOfDay, minuteText, parseTimeOfDay } from './time-of-day.ts';

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

describe('minutes of the day', () => {
  it('are read and written as a clock shows them; the end of the day reads as midnight', () => {
    expect(['5 pm', '0:05', '24:00', 'nine'].map(minuteOfDay)).toEqual([1020, 5, 0, undefined]);
    expect([0, 545, 1439, 1440].map(minuteText)).toEqual(['00:00', '09:05', '23:59', '00:00']);
  });
});
