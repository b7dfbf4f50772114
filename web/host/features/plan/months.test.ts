import { expect, test } from 'vitest';
import { lastMonths } from './months.ts';

test('the last months go back over the turn of the year', () => {
  expect(lastMonths(Date.UTC(2027, 1, 28, 23), 3)).toEqual(['2027-02', '2027-01', '2026-12']);
});
