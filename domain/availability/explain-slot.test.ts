import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlotQuestion } from './explain/without-causes.ts';
import { explainSlot } from './explain-slot.ts';
import { guestRefusal } from './guest-refusal.ts';
import type { AvailabilityQuery, Reason } from './model.ts';
import { at, type HostSketch, host, type QuerySketch, query } from './testing/build.ts';
import { randomQuery } from './testing/random-query.ts';

const minute = 60_000;
const runs = 250;

const questionAt = (
  { from: _from, to: _to, guestZone: _zone, ...query }: AvailabilityQuery,
  start: number,
): SlotQuestion => ({
  ...query,
  start,
});

const instants = fc.integer({ min: 0, max: 2 * 1440 });

describe('each cause', () => {
  const zone = 'Europe/Berlin';
  const nine: HostSketch = { id: 'ann', zone, daily: ['09:00-17:00'] };
  const explain = (time: string, sketch: HostSketch = {}, more: QuerySketch = {}): readonly Reason[] =>
    explainSlot(questionAt(query({ hosts: [host({ ...nine, ...sketch })], ...more }), at(zone, time)));
  const monday = (time: string): string => `2026-06-15T${time}`;
  const busyFrom = (from: string, to: string, more: object = {}) => [
    {
      id: 'dentist',
      kind: 'external' as const,
      title: 'Dentist',
      start: at(zone, monday(from)),
      end: at(zone, monday(to)),
      ...more,
    },
  ];

  it('of the past and of the notice is told apart', () => {
    const now = at(zone, monday('10:30'));
    const link = { noticeMinutes: 120 };
    const notice = { rule: 'notice', noticeMinutes: 120, earliestStart: at(zone, monday('12:30')) };
    expect(explain(monday('10:00'), {}, { now, link })).toEqual([{ rule: 'in_the_past' }, notice]);
    expect(explain(monday('12:00'), {}, { now, link })).toEqual([notice]);
    expect(explain(monday('13:00'), {}, { now, link })).toEqual([]);
  });

  it('of the booking window names its last date', () => {
    const now = at(zone, '2026-06-10T08:00');
    const rolling = { window: { kind: 'rolling', days: 3 } } as const;
    expect(explain(monday('10:00'), {}, { now, link: rolling })).toEqual([
      { rule: 'booking_window', window: { to: '2026-06-13' } },
    ]);
    const range = { window: { kind: 'range', from: '2026-06-16', to: '2026-06-20' } } as const;
    expect(explain(monday('10:00'), {}, { now, link: range })).toEqual([
      { rule: 'booking_window', window: { from: '2026-06-16', to: '2026-06-20' } },
    ]);
  });

  it('of the schedule is looked for behind the ones that hide it', () => {
    const timeOff = [{ from: '2026-06-14', to: '2026-06-16', title: 'Hiking' }];
    const overrides = [{ date: '2026-06-15', ranges: [] }];
    expect(explain(monday('10:00'), { timeOff, overrides, validFrom: '2026-07-01' })).toEqual([
      { rule: 'schedule_validity', hostId: 'ann' },
      { rule: 'time_off', hostId: 'ann', date: '2026-06-15', title: 'Hiking' },
      { rule: 'date_override', hostId: 'ann', date: '2026-06-15' },
    ]);
    expect(explain(monday('18:00'), { timeOff })).toEqual([
      { rule: 'time_off', hostId: 'ann', date: '2026-06-15', title: 'Hiking' },
      { rule: 'outside_hours', hostId: 'ann' },
    ]);
  });

  it('of a calendar that was not read that far says up to where it was', () => {
    const until = at(zone, monday('11:00'));
    const unread = { rule: 'calendar_unread', hostId: 'ann', knownUntil: until };
    expect(explain(monday('10:00'), { knownUntil: until })).toEqual([]);
    expect(explain(monday('11:00'), { knownUntil: until })).toEqual([unread]);
    expect(explain(monday('10:00'), { knownUntil: until - 1 })).toEqual([
      { ...unread, knownUntil: until - 1 },
    ]);
    expect(guestRefusal([{ rule: 'calendar_unread' }]).code).toBe('beyond_booking_window');
  });

  it('of a busy item names it, and of a buffer whose it is and on which side', () => {
    const about = { hostId: 'ann', busyId: 'dentist', busyKind: 'external', title: 'Dentist' };
    const buffer = (of: string, side: string, minutes: number) => ({
      rule: 'buffer',
      ...about,
      buffer: { of, side, minutes },
    });
    const link = { bufferBeforeMinutes: 30, bufferAfterMinutes: 15 };
    expect(explain(monday('10:00'), { busy: busyFrom('10:30', '10:45') }, { link })).toEqual([
      { rule: 'busy', ...about },
    ]);
    expect(explain(monday('11:00'), { busy: busyFrom('10:00', '10:45') }, { link })).toEqual([
      buffer('candidate', 'before', 30),
    ]);
    expect(explain(monday('11:00'), { busy: busyFrom('12:10', '13:00') }, { link })).toEqual([
      buffer('candidate', 'after', 15),
    ]);
    const own = busyFrom('12:10', '13:00', { bufferBeforeMinutes: 20 });
    expect(explain(monday('11:00'), { busy: own })).toEqual([buffer('item', 'before', 20)]);
    const both = busyFrom('12:30', '13:00', { bufferBeforeMinutes: 20 });
    expect(explain(monday('11:00'), { busy: both }, { link })).toEqual([
      buffer('candidate', 'after', 15),
      buffer('item', 'before', 20),
    ]);
  });

  it('of seats and limits says how many are taken', () => {
    const session = busyFrom('10:00', '11:00', { kind: 'booking', sameEvent: { seatsTaken: 2 } });
    expect(explain(monday('10:00'), { busy: session }, { link: { seats: 2 } })).toEqual([
      { rule: 'seats_exhausted', hostId: 'ann', busyId: 'dentist', busyKind: 'booking' },
    ]);
    const counted = ['14:00', '15:00'].map((time) => ({
      start: at(zone, monday(time)),
      end: at(zone, monday(time)) + 60 * minute,
    }));
    const limits = [
      { period: 'day', count: 2 },
      { period: 'week', minutes: 150 },
      { period: 'month', count: 9 },
    ] as const;
    expect(explain(monday('10:00'), {}, { link: { limits }, counted })).toEqual([
      { rule: 'limit', limit: { period: 'day', count: 2, taken: 2 } },
      { rule: 'limit', limit: { period: 'week', minutes: 150, taken: 120 } },
    ]);
  });

  it('of the grid shows the starts on either side', () => {
    expect(explain(monday('10:10'))).toEqual([
      {
        rule: 'grid',
        grid: {
          stepMinutes: 60,
          unitMinutes: 60,
          offsetMinutes: 0,
          previous: at(zone, monday('10:00')),
          next: at(zone, monday('11:00')),
        },
      },
    ]);
  });

  it('of a limit per host names the host whose bookings it counts, and only when no other host can', () => {
    const start = at(zone, monday('10:00'));
    const hosts = [host(nine), host({ ...nine, id: 'bob' })];
    const limits = [{ period: 'day', count: 1, per: 'host' }] as const;
    const booking = (...hostIds: string[]) => ({
      start: start + 180 * minute,
      end: start + 240 * minute,
      hostIds,
    });
    const asked = query({ mode: 'round_robin', hosts, link: { limits } });
    expect(explainSlot({ ...questionAt(asked, start), counted: [booking('ann')] })).toEqual([]);
    expect(explainSlot({ ...questionAt(asked, start), counted: [booking('ann'), booking('bob')] })).toEqual(
      ['ann', 'bob'].map((hostId) => ({
        rule: 'limit',
        hostId,
        limit: { period: 'day', count: 1, per: 'host', taken: 1 },
      })),
    );
  });

  it('is named of every host of a round robin only when none of them can', () => {
    const hosts = [host(nine), host({ ...nine, id: 'bob', busy: busyFrom('10:00', '11:00') })];
    const asked = query({ mode: 'round_robin', hosts });
    expect(explainSlot(questionAt(asked, at(zone, monday('10:00'))))).toEqual([]);
    const evening = explainSlot(questionAt(asked, at(zone, monday('20:00'))));
    expect(evening.map((reason) => [reason.rule, reason.hostId])).toEqual([
      ['outside_hours', 'ann'],
      ['outside_hours', 'bob'],
    ]);
  });

  it('of a link nobody staffs is that nobody works', () => {
    expect(explainSlot(questionAt(query({ mode: 'collective' }), at(zone, monday('10:00'))))).toEqual([
      { rule: 'outside_hours' },
    ]);
  });
});

describe('what a guest is told', () => {
  it('is one of six sentences, whatever hosts, items, titles and counts are behind it', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(randomQuery({ window: true }), instants, (asked, offset) => {
        const refusal = guestRefusal(explainSlot(questionAt(asked, asked.from + offset * minute)));
        expect(Object.keys(refusal)).toEqual(['code', 'detail']);
        told.add(refusal.detail);
      }),
      { numRuns: runs },
    );
    expect(told.size).toBeLessThanOrEqual(6);
  });

  it('is the same for every kind of closed hours, and for every kind of busy time', () => {
    const about = { hostId: 'ann', title: 'Dentist', busyId: 'x', date: '2026-06-15' };
    const closed = ['outside_hours', 'date_override', 'time_off', 'schedule_validity', 'grid'] as const;
    for (const rule of closed) {
      expect(guestRefusal([{ rule, ...about }])).toEqual({
        code: 'outside_availability',
        detail: 'The host does not offer this time.',
      });
    }
    for (const rule of ['busy', 'buffer', 'seats_exhausted'] as const) {
      expect(guestRefusal([{ rule, ...about }])).toEqual({
        code: 'slot_taken',
        detail: 'Somebody else has just taken this time.',
      });
    }
  });

  it('is what they can change first: a time that is past is past, whatever else is wrong with it', () => {
    const reasons: Reason[] = [{ rule: 'busy' }, { rule: 'notice' }, { rule: 'in_the_past' }];
    expect(guestRefusal(reasons).code).toBe('in_the_past');
    expect(guestRefusal(reasons.slice(0, 2)).code).toBe('notice_too_short');
    expect(guestRefusal([{ rule: 'busy' }, { rule: 'limit' }]).code).toBe('limit_reached');
  });
});
