import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#web/time/calendar.ts';
import { type Override, spanIssue, specialDaysOf, withSpecialDays } from './special-days.ts';

const closed = (date: string, title = 'Away'): Override => ({ date, ranges: [], title });

describe('special days', () => {
  it('in a row that say the same are one entry, over the end of a year as well', () => {
    const dates = ['2026-12-30', '2026-12-31', '2027-01-01'];
    expect(specialDaysOf(dates.map((date) => closed(date)))).toEqual([
      { at: 0, count: 3, from: '2026-12-30', to: '2027-01-01', ranges: [], title: 'Away' },
    ]);
  });

  it('with a gap, another name or other hours are entries of their own', () => {
    const hours = [{ startMinute: 540, endMinute: 600 }];
    const overrides = [
      closed('2026-12-01'),
      closed('2026-12-03'),
      closed('2026-12-04', 'Party'),
      { ...closed('2026-12-05', 'Party'), ranges: hours },
      closed(''),
      closed(''),
    ];
    expect(specialDaysOf(overrides).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('are entered as a span: each of its days becomes one, and changing or removing the entry does so with all of them', () => {
    const around = [closed('2026-11-30', 'Before'), closed('2026-12-24'), closed('2027-02-01', 'After')];
    const span = { from: '2026-12-20', to: '2027-01-03', ranges: [], title: 'Away' };
    const longer = withSpecialDays(around, { at: 1, count: 1 }, span);
    expect(longer).toHaveLength(17);
    expect(specialDaysOf(longer)[1]).toEqual({ ...span, at: 1, count: 15 });
    const shorter = withSpecialDays(longer, { at: 1, count: 15 }, { ...span, to: '2026-12-20' });
    expect(specialDaysOf(shorter)[1]).toEqual({ ...span, to: '2026-12-20', at: 1, count: 1 });
    expect(withSpecialDays(longer, { at: 1, count: 15 }, null)).toEqual([around[0], around[2]]);
  });

  it('of any span come back as the same entry', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 366 }), (offset, count) => {
        const from = addDays('2026-01-01', offset);
        const span = { from, to: addDays(from, count - 1), ranges: [], title: '' };
        const overrides = withSpecialDays([], { at: 0, count: 0 }, span);
        expect(new Set(overrides.map(({ date }) => date)).size).toBe(count);
        expect(specialDaysOf(overrides)).toEqual([{ ...span, at: 0, count }]);
      }),
    );
  });

  it.each([
    ['', '2026-12-01', 0, 'missing'],
    ['2026-12-02', '', 0, 'missing'],
    ['2026-12-02', '2026-12-01', 0, 'order'],
    ['0002-12-02', '2026-12-01', 0, 'length'],
    ['2026-01-01', '2027-01-01', 0, undefined],
    ['2026-01-01', '2027-01-02', 0, 'length'],
    ['2026-01-01', '2026-01-01', 399, undefined],
    ['2026-01-01', '2026-01-02', 399, 'full'],
  ] as const)(
    'from %s to %s beside %d others are refused with the rule they break: %s',
    (from, to, others, issue) => {
      expect(spanIssue(from, to, others)).toBe(issue);
    },
  );
});
