import { describe, expect, it } from 'vitest';
import { en } from '#web/i18n/host/en/index.ts';
import { formatsFor } from '#web/time/instants.ts';
import { type Reason, reasonText } from './explain-reason.ts';

const formats = formatsFor('en', 'Asia/Ho_Chi_Minh');
const text = (reason: Reason): string => reasonText(reason, en, formats);

describe('reasonText', () => {
  it.each<[Reason, string]>([
    [{ rule: 'in_the_past' }, 'It is in the past.'],
    [
      { rule: 'notice', noticeMinutes: 120, earliestStart: Date.parse('2026-11-24T02:00:00Z') },
      'It is within the minimum notice of 2 h; the earliest start is Tue, 24 Nov 2026, 09:00.',
    ],
    [
      { rule: 'booking_window', window: { from: '2026-11-01', to: '2026-11-30' } },
      'It is outside the booking window, Sun, 1 Nov 2026 to Mon, 30 Nov 2026.',
    ],
    [{ rule: 'outside_hours', hostName: 'Linh' }, 'It is outside the weekly hours (Linh).'],
    [{ rule: 'busy', hostName: 'Linh', title: 'Dentist' }, 'It is already taken: Dentist (Linh).'],
    [{ rule: 'busy' }, 'It is already taken.'],
    [
      { rule: 'buffer', title: 'Standup', buffer: { of: 'candidate', side: 'after', minutes: 10 } },
      'The buffer of 10 min overlaps another event: Standup.',
    ],
    [
      { rule: 'limit', limit: { period: 'day', count: 4, taken: 4 } },
      'The limit of 4 bookings per day is reached (4 booked).',
    ],
    [
      { rule: 'grid', grid: { stepMinutes: 30, next: '2026-11-24T02:30:00.000Z' } },
      'It is not a start time (increments of 30 min). The closest is Tue, 24 Nov 2026, 09:30.',
    ],
    [
      { rule: 'grid', grid: { stepMinutes: 60, unitMinutes: 60, offsetMinutes: 30 } },
      'It is not a start time (increments of 1 h, 30 min past the hour).',
    ],
    [
      { rule: 'grid', grid: { stepMinutes: 60, unitMinutes: 1, offsetMinutes: 0 } },
      'It is not a start time (increments of 1 h from the start of your hours).',
    ],
    [
      { rule: 'limit', hostName: 'Linh', limit: { period: 'day', count: 4, per: 'host', taken: 4 } },
      'The limit of 4 bookings per day per host is reached (4 booked) (Linh).',
    ],
    [
      { rule: 'calendar_unread', hostName: 'Linh', knownUntil: Date.parse('2026-11-24T02:00:00Z') },
      'A connected calendar is synced only until Tue, 24 Nov 2026, 09:00 (Linh).',
    ],
    [{ rule: 'calendar_unread', knownUntil: 0 }, 'A connected calendar is not synced yet.'],
    [{ rule: 'something_new' }, 'Another rule of the link does not allow it.'],
  ])('puts %j into words', (reason, words) => {
    expect(text(reason)).toBe(words);
  });
});
