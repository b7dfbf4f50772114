import { describe, expect, it } from 'vitest';
import { splitAtMidnight } from './split-hours.ts';
import { at, host, query, times } from './testing/build.ts';

describe('hours entered over midnight', () => {
  it('become the evening of one day and the small hours of the next, from Sunday into Monday too', () => {
    expect(splitAtMidnight({ weekday: 7, startMinute: 1320, endMinute: 120 })).toEqual([
      { weekday: 7, startMinute: 1320, endMinute: 1440 },
      { weekday: 1, startMinute: 0, endMinute: 120 },
    ]);
  });

  it('stay as they are when they end the same day, at midnight included', () => {
    const hours = { weekday: 5, startMinute: 1320, endMinute: 1440 };
    expect(splitAtMidnight(hours)).toEqual([hours]);
    expect(splitAtMidnight({ ...hours, endMinute: 0 })).toEqual([hours]);
  });

  it('are refused when they are empty or no minutes of a day', () => {
    expect(splitAtMidnight({ weekday: 5, startMinute: 600, endMinute: 600 })).toBeUndefined();
    expect(splitAtMidnight({ weekday: 5, startMinute: 600, endMinute: 1500 })).toBeUndefined();
    expect(splitAtMidnight({ weekday: 5, startMinute: -1, endMinute: 60 })).toBeUndefined();
  });

  it('let a slot run over the midnight between', () => {
    const weekly = splitAtMidnight({ weekday: 1, startMinute: 1380, endMinute: 60 }) ?? [];
    const from = at('UTC', '2026-06-15T12:00');
    const asked = query({
      hosts: [host({ weekly })],
      from,
      to: at('UTC', '2026-06-16T12:00'),
      link: { durationMinutes: 120 },
    });
    expect(times({ ...asked, link: { ...asked.link, stepMinutes: 60 } })).toEqual(['23:00']);
  });
});
