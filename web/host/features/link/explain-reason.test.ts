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
      'It is too soon: notice of 2 h is needed; the earliest start is Tue, 24 Nov 2026, 09:00.',
    ],
    [
      { rule: 'booking_window', window: { from: '2026-11-01', to: '2026-11-30' } },
      'It is outside the booking window, Sun, 1 Nov 2026 to Mon, 30 Nov 2026.',
    ],
    [{ rule: 'outside_hours', hostName: 'Linh' }, 'It is outside the weekly hours of Linh.'],
    [{ rule: 'busy', hostName: 'Linh', title: 'Dentist' }, 'The time is already taken: Dentist of Linh.'],
    [{ rule: 'busy' }, 'The time is already taken.'],
    [
      { rule: 'buffer', title: 'Standup', buffer: { of: 'candidate', side: 'after', minutes: 10 } },
      'The free time of 10 min around it meets something else: Standup.',
    ],
    [
      { rule: 'limit', limit: { period: 'day', count: 4, taken: 4 } },
      'The limit of 4 bookings a day is reached (4 taken).',
    ],
    [
      { rule: 'grid', grid: { stepMinutes: 30, next: '2026-11-24T02:30:00.000Z' } },
      'Start times do not fall on it; the nearest is Tue, 24 Nov 2026, 09:30.',
    ],
    [{ rule: 'something_new' }, 'Rule “something_new”.'],
  ])('puts %j into words', (reason, words) => {
    expect(text(reason)).toBe(words);
  });
});
