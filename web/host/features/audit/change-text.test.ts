import { expect, test } from 'vitest';
import { formatsFor } from '#web/time/instants.ts';
import { changeText } from './change-text.ts';

const { dateTime } = formatsFor('en', 'Asia/Ho_Chi_Minh');

test.each([
  ['what is new', null, { role: 'host' }, 'role: "host"'],
  ['what is gone', { role: 'host', isActive: true }, null, 'role: "host", isActive: true'],
  ['what has changed', { role: 'host' }, { role: 'admin' }, 'role: "host" → "admin"'],
  ['a value that was emptied', { name: 'A' }, { name: null }, 'name: "A" → null'],
  ['a field on one side only', { a: 1 }, { b: 2 }, 'a: 1, b: 2'],
  ['names of all objects', null, { constructor: 1 }, 'constructor: 1'],
  ['nothing', null, null, ''],
])('a change is written as it was recorded: %s', (_, before, after, text) => {
  expect(changeText({ before, after }, dateTime)).toBe(text);
});

test.each([
  ['in epoch milliseconds', { from: 1_795_996_800_000 }, 'from: Mon, 30 Nov 2026, 07:00'],
  ['as the API has it', { endsAt: '2026-11-30T00:00:00.000Z' }, 'endsAt: Mon, 30 Nov 2026, 07:00'],
  [
    'inside another value',
    { window: { from: 1_795_996_800_000, days: 3 } },
    'window: {"from":"Mon, 30 Nov 2026, 07:00","days":3}',
  ],
  ['with an offset', { expiresAt: '2026-11-30T09:00:00+07:00' }, 'expiresAt: Mon, 30 Nov 2026, 09:00'],
])('an instant that was recorded %s is written as a date of its reader', (_, after, text) => {
  expect(changeText({ before: null, after }, dateTime)).toBe(text);
});

test.each([
  ['an amount', { amountMinor: 1_795_996_800_000 }, 'amountMinor: 1795996800000'],
  ['a small number', { to: 3 }, 'to: 3'],
  ['a calendar date', { from: '2026-11-30' }, 'from: "2026-11-30"'],
  ['a name that somebody chose', { name: '2026-11-30T00:00:00Z' }, 'name: "2026-11-30T00:00:00Z"'],
  ['an impossible instant', { endsAt: '2026-13-30T00:00:00Z' }, 'endsAt: "2026-13-30T00:00:00Z"'],
  ['an instant that never comes', { expiresAt: null }, 'expiresAt: null'],
])('%s stays as it was recorded', (_, after, text) => {
  expect(changeText({ before: null, after }, dateTime)).toBe(text);
});
