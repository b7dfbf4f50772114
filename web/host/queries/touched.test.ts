import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Change } from '#web/api/stream.ts';
import { refresh } from '#web/host/app/live/live-queries.ts';
import { attentionListQuery } from './attention.ts';
import { bookingListQuery, bookingQuery } from './booking.ts';
import { explanationQuery, linkListQuery, linkQuery } from './link.ts';
import { scheduleListQuery, scheduleQuery } from './schedule.ts';
import { atTime, inView, offering } from './touched.ts';

const now = Date.parse('2026-12-01T00:00:00Z');
const at = (day: string, id = 'bkg_9'): Change => ({
  noun: 'booking',
  id,
  startsAt: `${day}T02:00:00.000Z`,
  endsAt: `${day}T03:00:00.000Z`,
});
const schedule: Change = { noun: 'schedule', id: 'sch_1', startsAt: null, endsAt: null };

const listOf = (days: readonly string[], more: boolean) => ({
  pages: [
    {
      items: days.map((day) => ({ id: `bkg_${day}`, start: `${day}T02:00:00.000Z` })),
      nextCursor: more ? 'next' : null,
    },
  ],
  pageParams: [''],
});

describe('a list of bookings', () => {
  const touches = (view: string, change: Change, data: unknown = listOf([], false)): boolean =>
    inView(view)(change, { data, now });

  it('of what comes is read again for a booking to come, not for one of the past', () => {
    expect([touches('upcoming', at('2026-12-24')), touches('upcoming', at('2026-11-24'))]).toEqual([
      true,
      false,
    ]);
    expect([touches('past', at('2026-12-24')), touches('past', at('2026-11-24'))]).toEqual([false, true]);
  });

  it('with further pages is not read again for what lies beyond the shown ones', () => {
    const shown = listOf(['2026-12-02', '2026-12-05'], true);
    expect(touches('upcoming', at('2026-12-04'), shown)).toBe(true);
    expect(touches('upcoming', at('2026-12-06'), shown)).toBe(false);
    const past = listOf(['2026-11-20', '2026-11-10'], true);
    expect([touches('past', at('2026-11-12'), past), touches('past', at('2026-11-02'), past)]).toEqual([
      true,
      false,
    ]);
  });

  it('is read again when one of its own rows changes, wherever that goes', () => {
    const shown = listOf(['2026-12-02'], true);
    expect(touches('upcoming', at('2027-05-01', 'bkg_2026-12-02'), shown)).toBe(true);
  });

  it('by status follows every booking, and no list follows other nouns', () => {
    for (const view of ['needs_approval', 'cancelled', 'attention'])
      expect(touches(view, at('2020-01-01'))).toBe(true);
    expect(touches('upcoming', schedule)).toBe(false);
  });

  it('follows a booking whose time is not told', () => {
    expect(touches('past', { ...at('2027-01-01'), startsAt: null, endsAt: null })).toBe(true);
  });
});

describe('answers about a time', () => {
  it('follow what overlaps it; ranges that touch do not', () => {
    const touched = atTime({
      from: Date.parse('2026-12-05T03:00:00Z'),
      to: Date.parse('2026-12-05T04:00:00Z'),
    });
    expect(touched(at('2026-12-05'), { data: undefined, now })).toBe(false);
    expect(
      touched({ ...at('2026-12-05'), endsAt: '2026-12-05T03:01:00.000Z' }, { data: undefined, now }),
    ).toBe(true);
    expect(touched(schedule, { data: undefined, now })).toBe(true);
  });

  it('do not follow what fails or is suppressed, although that names no time', () => {
    const touched = atTime({ from: 0, to: Infinity });
    const offered = {
      alternatives: [{ start: '2026-12-07T02:00:00.000Z', end: '2026-12-07T02:30:00.000Z' }],
    };
    for (const noun of ['attention', 'suppression', 'member', 'tenant', 'subscription'] as const) {
      const change: Change = { noun, id: 'dlv_1', startsAt: null, endsAt: null };
      expect(touched(change, { data: undefined, now })).toBe(false);
      expect(offering(change, { data: offered, now })).toBe(false);
    }
  });

  it('that offer other times follow what takes one of them', () => {
    const offered = {
      alternatives: [{ start: '2026-12-07T02:00:00.000Z', end: '2026-12-07T02:30:00.000Z' }],
    };
    expect(offering(at('2026-12-07'), { data: offered, now })).toBe(true);
    expect(offering(at('2026-12-08'), { data: offered, now })).toBe(false);
    expect(offering(at('2026-12-07'), { data: undefined, now })).toBe(false);
  });
});

describe('refresh', () => {
  const staleAfter = (changes: readonly (Change | null)[]): string[] => {
    const client = new QueryClient();
    const queries = {
      upcoming: bookingListQuery({ view: 'upcoming', timeZone: 'UTC' }),
      past: bookingListQuery({ view: 'past', timeZone: 'UTC' }),
      booking: bookingQuery('bkg_1'),
      links: linkListQuery,
      link: linkQuery('lnk_1'),
      explanation: explanationQuery('lnk_1', '2026-12-24T02:00:00.000Z', 30),
      attention: attentionListQuery({ order: 'newest' }),
      schedules: scheduleListQuery,
      schedule: scheduleQuery('sch_1'),
      otherSchedule: scheduleQuery('sch_2'),
    };
    for (const options of Object.values(queries))
      client.getQueryCache().build(client, { queryKey: options.queryKey, meta: options.meta ?? {} });
    refresh(client, changes, now);
    return Object.entries(queries).flatMap(([name, { queryKey }]) =>
      client.getQueryState(queryKey)?.isInvalidated === true ? name : [],
    );
  };

  it('reads again only what the changes of a burst touch', () => {
    expect(staleAfter([at('2026-12-24', 'bkg_1')])).toEqual(['upcoming', 'booking', 'links', 'explanation']);
    expect(staleAfter([at('2026-11-24')])).toEqual(['past', 'links']);
    expect(staleAfter([schedule])).toEqual(['explanation', 'schedules', 'schedule']);
    expect(staleAfter([{ ...schedule, noun: 'integration', id: 'int_1' }])).toEqual(['explanation']);
    expect(staleAfter([{ ...schedule, noun: 'attention', id: 'dlv_1' }])).toEqual(['attention']);
    expect(staleAfter([at('2026-11-24'), schedule])).toEqual([
      'past',
      'links',
      'explanation',
      'schedules',
      'schedule',
    ]);
  });

  it('reads everything again when changes may have been missed', () => {
    expect(staleAfter([schedule, null])).toHaveLength(10);
  });
});
