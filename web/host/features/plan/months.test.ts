import { expect, test } from 'vitest';
import { lastMonths, monthText } from './months.ts';

test('the last months go back over the turn of the year', () => {
  expect(lastMonths(Date.UTC(2027, 1, 28, 23), 3)).toEqual(['2027-02', '2027-01', '2026-12']);
});

test('a month is written in the language of its reader, whatever their time zone', () => {
  expect([monthText('2026-11', 'en'), monthText('2026-11', 'vi')]).toEqual([
    'November 2026',
    'tháng 11 năm 2026',
  ]);
});
