import { expect, test } from 'vitest';
import { hasRoom, limitFor, limitsFor, noticeAt } from './limits.ts';
import { monthNamed, monthOf } from './month.ts';

test('an override counts instead of the limit of the plan, also one that takes the limit away', () => {
  expect(limitFor({ plan: 'free', limits: {} }, 'members')).toBe(1);
  expect(limitFor({ plan: 'free', limits: { members: 3 } }, 'members')).toBe(3);
  expect(limitFor({ plan: 'free', limits: { members: null } }, 'members')).toBeNull();
  expect(limitsFor({ plan: 'enterprise', limits: { calendars: 0 } })).toEqual({
    bookings: null,
    members: null,
    calendars: 0,
    domains: null,
  });
});

test('what is above a limit that was lowered stays, and nothing is added to it', () => {
  expect([hasRoom(null, 10_000), hasRoom(3, 2), hasRoom(3, 3), hasRoom(3, 7)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a month is one of the calendar in UTC, from its first instant to that of the next', () => {
  expect(monthOf(Date.UTC(2026, 10, 30, 23, 59, 59, 999)).name).toBe('2026-11');
  expect(monthNamed('2026-12')).toEqual({
    name: '2026-12',
    from: Date.UTC(2026, 11, 1),
    to: Date.UTC(2027, 0, 1),
  });
});

test('admins hear of a limit at four fifths of it, and when it is reached', () => {
  expect([7, 8, 9, 10].map((used) => noticeAt(10, used))).toEqual([
    null,
    'plan_limit_near',
    'plan_limit_near',
    'plan_limit_reached',
  ]);
  expect(noticeAt(1, 1)).toBe('plan_limit_reached');
});
