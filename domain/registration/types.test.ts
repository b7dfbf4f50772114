import { expect, test } from 'vitest';
import { endOf, waitAfterMails } from './types.ts';

test('the wait before another mail is a minute at first, doubles each time and never exceeds an hour', () => {
  expect([1, 2, 3, 6, 7, 8, 50].map((mails) => waitAfterMails(mails) / 60_000)).toEqual([
    1, 2, 4, 32, 60, 60, 60,
  ]);
});

test('a link works until its moment and once', () => {
  const registration = { state: 'open', expiresAt: 1_000 } as const;
  expect(endOf(registration, 999)).toBeNull();
  expect(endOf(registration, 1_000)).toBe('expired');
  expect(endOf({ ...registration, state: 'done' }, 1)).toBe('used');
});
