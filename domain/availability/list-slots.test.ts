import { describe, expect, it } from 'vitest';
import type { BusyItem, LinkRules } from './model.ts';
import { compiledSchedule } from './schedule/compiled-schedule.ts';
import { host, query, slotsOf, times } from './testing/build.ts';

describe('the list of slots', () => {
  it('refuses numbers, dates and zones that mean nothing', () => {
    const hosts = [host({ daily: ['09:00-17:00'] })];
    expect(() => slotsOf(query({ hosts, link: { durationMinutes: 0 } }))).toThrow(RangeError);
    expect(() => slotsOf(query({ hosts, link: { stepMinutes: -15 } }))).toThrow(RangeError);
    expect(() => slotsOf(query({ hosts, link: { gridUnitMinutes: 0.5 } }))).toThrow(RangeError);
    expect(() => slotsOf(query({ hosts, now: Number.NaN }))).toThrow(RangeError);
    expect(() => slotsOf(query({ hosts, to: Number.POSITIVE_INFINITY }))).toThrow(RangeError);
    expect(() => slotsOf(query({ hosts, guestZone: 'Mars/Olympus' }))).toThrow(RangeError);
    expect(() => slotsOf(query({ hosts: [host({})], guestZone: 'Mars/Olympus' }))).toThrow(RangeError);
    const timeOff = [{ from: '2026-06-31', to: '2026-07-01' }];
    expect(() => slotsOf(query({ hosts: [host({ daily: ['09:00-17:00'], timeOff })] }))).toThrow(RangeError);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5])(
    'refuses %s wherever it would make a busy item, a limit or a rule mean nothing',
    (value) => {
      const [start, end] = [Date.UTC(2026, 5, 15, 10), Date.UTC(2026, 5, 15, 11)];
      const daily = ['09:00-17:00'];
      const links: Partial<LinkRules>[] = [
        { bufferBeforeMinutes: value },
        { bufferAfterMinutes: value },
        { noticeMinutes: value },
        { seats: value },
        { weekStart: value },
        { limits: [{ period: 'day', count: value }] },
        { limits: [{ period: 'week', minutes: value }] },
        { window: { kind: 'rolling', days: value, businessDays: true } },
        { window: { kind: 'available_days', days: value } },
      ];
      for (const link of links) {
        expect(() => slotsOf(query({ hosts: [host({ daily })], link }))).toThrow(RangeError);
      }
      const items: Partial<BusyItem>[] = [
        { bufferBeforeMinutes: value },
        { bufferAfterMinutes: value },
        { sameEvent: { seatsTaken: value } },
        ...(value === -1 ? [] : [{ start: value }, { end: value }, { holdUntil: value }]),
      ];
      for (const item of items) {
        const busy = [{ start, end, ...item }];
        expect(() => slotsOf(query({ hosts: [host({ daily, busy })] }))).toThrow(RangeError);
      }
      if (value === -1) return;
      const weekly = [{ weekday: 1, startMinute: value, endMinute: 1440 }];
      expect(() => slotsOf(query({ hosts: [host({ weekly })] }))).toThrow(RangeError);
      expect(() => slotsOf(query({ hosts: [host({ daily })], counted: [{ start: value, end }] }))).toThrow(
        RangeError,
      );
    },
  );

  it('refuses a host named twice and hours of an eighth weekday', () => {
    const twice = [host({ daily: ['09:00-17:00'] }), host({ daily: ['09:00-17:00'] })];
    expect(() => slotsOf(query({ hosts: twice, mode: 'collective' }))).toThrow(RangeError);
    const weekly = [{ weekday: 8, startMinute: 540, endMinute: 1020 }];
    expect(() => slotsOf(query({ hosts: [host({ weekly })] }))).toThrow(RangeError);
  });

  it('answers at once for a booking window of a thousand years of business days', () => {
    const days = 250_000;
    const window = { kind: 'rolling', days, businessDays: true } as const;
    expect(times(query({ hosts: [host({ daily: ['09:00-10:00'] })], link: { window } }))).toEqual(['09:00']);
  });

  it('answers nothing for an empty or inverted window, and nothing in the past', () => {
    const asked = query({ hosts: [host({ daily: ['00:00-24:00'] })] });
    expect(slotsOf({ ...asked, to: asked.from })).toEqual([]);
    expect(slotsOf({ ...asked, to: asked.from - 1 })).toEqual([]);
    expect(slotsOf({ ...asked, now: asked.to })).toEqual([]);
  });
});

describe('best slots', () => {
  const busy = [{ start: Date.UTC(2026, 5, 15, 11), end: Date.UTC(2026, 5, 15, 12) }];
  const hosts = [host({ daily: ['09:00-14:00'], busy })];
  const best = (preference: 'none' | 'morning' | 'fewest_fragments') => {
    const asked = query({ hosts, link: { durationMinutes: 30, preference } });
    const all = times(asked);
    return slotsOf(asked).flatMap((slot, i) => (slot.best ? [all[i]] : []));
  };

  it('are those that begin before noon on the host’s clock when mornings are preferred', () => {
    expect(best('morning')).toEqual(['09:00', '09:30', '10:00', '10:30']);
  });

  it('are those at an edge of the host’s free time when fewest fragments are preferred', () => {
    expect(best('fewest_fragments')).toEqual(['09:00', '10:30', '12:00', '13:30']);
  });

  it('are none without a preference', () => {
    expect(best('none')).toEqual([]);
  });
});

describe('the cache of compiled schedules', () => {
  it('gives the same compiled schedule for the same version and content', () => {
    const { schedule } = host({ daily: ['09:00-17:00'] });
    const copy = structuredClone(schedule);
    expect(compiledSchedule(copy)).toBe(compiledSchedule(schedule));
  });

  it('is not fooled by a version that was not changed with its schedule', () => {
    const first = host({ daily: ['09:00-10:00'], version: 'forgotten' });
    const changes = [
      { weekly: [] },
      { zone: 'Asia/Tokyo' },
      { overrides: [{ date: '2026-06-15', ranges: [] }] },
      { timeOff: [{ from: '2026-06-15', to: '2026-06-15' }] },
      { validUntil: '2026-06-14' },
      { zoneChanges: [{ from: '2026-06-15', to: '2026-06-15', zone: 'Asia/Tokyo' }] },
    ];
    for (const change of changes) {
      expect(times(query({ hosts: [first] }))).toEqual(['09:00']);
      const changed = { ...first, schedule: { ...first.schedule, ...change } };
      expect(times(query({ hosts: [changed] }), 'UTC')).not.toEqual(['09:00']);
    }
  });
});
