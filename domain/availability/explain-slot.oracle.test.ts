import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlot } from './check-slot.ts';
import { type SlotQuestion, withoutCauses } from './explain/without-causes.ts';
import { explainSlot } from './explain-slot.ts';
import type { AvailabilityQuery, Reason } from './model.ts';
import { at, host, query } from './testing/build.ts';
import { oracle } from './testing/oracle.ts';
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

const oracleOffers = (question: SlotQuestion): boolean =>
  oracle({ ...question, from: question.start, to: question.start + 1 }).slotAt(question.start) !== undefined;

const instants = fc.integer({ min: 0, max: 2 * 1440 });
const milliseconds = fc.constantFrom(0, 0, 1, 30_000, 59_999);

describe('why a time is not offered', () => {
  it('names no cause exactly when the time is offered', () => {
    fc.assert(
      fc.property(randomQuery({ window: true }), instants, (query, offset) => {
        const question = questionAt(query, query.from + Math.round(offset / 15) * 15 * minute);
        expect(explainSlot(question).length === 0).toBe(checkSlot(question).offered);
      }),
      { numRuns: runs },
    );
  });

  it('lists causes whose removal, and nothing else, makes the time appear', () => {
    fc.assert(
      fc.property(randomQuery(), instants, (query, offset) => {
        const question = questionAt(query, query.from + offset * minute);
        const relaxed = withoutCauses(question, explainSlot(question));
        expect(checkSlot(relaxed).offered).toBe(true);
        expect(oracleOffers(relaxed)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ['every kind of booking window', { window: true }],
    ['sessions with seats in every kind of booking window', { window: true, sessions: true }],
  ])('lists causes whose removal makes any instant appear, to the millisecond, for %s', (_, kind) => {
    fc.assert(
      fc.property(randomQuery(kind), instants, milliseconds, (query, offset, ms) => {
        const question = questionAt(query, query.from + offset * minute + ms);
        const causes = explainSlot(question);
        expect(causes.length === 0).toBe(checkSlot(question).offered);
        expect(checkSlot(withoutCauses(question, causes)).offered).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('can take away the grid for a time between two minutes, and on a clock that shows odd seconds', () => {
    const cases = [
      ['Europe/Berlin', at('Europe/Berlin', '2026-06-15T10:00') + 30_001],
      ['Africa/Monrovia', Date.UTC(1971, 5, 15, 12)],
    ] as const;
    for (const [zone, start] of cases) {
      const asked = query({ hosts: [host({ zone, daily: ['00:00-24:00'] })], from: start, to: start + 1 });
      const causes = explainSlot(questionAt(asked, start));
      expect(causes.map((cause) => cause.rule)).toEqual(['grid']);
      expect(checkSlot(withoutCauses(questionAt(asked, start), causes)).offered).toBe(true);
    }
  });

  it('lists causes whose removal makes a session with seats joinable', () => {
    fc.assert(
      fc.property(randomQuery({ sessions: true }), instants, (query, offset) => {
        const session = query.hosts.flatMap((host) => host.busy).find((item) => item.sameEvent !== undefined);
        const start = session === undefined ? query.from + offset * minute : session.start;
        const question = questionAt(query, Math.round(start / minute) * minute);
        const relaxed = withoutCauses(question, explainSlot(question));
        expect(oracleOffers(relaxed)).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});

/** Seats, buffers and limits of the link are named for each host and item they matter to, and are one number to change. */
const namesSameRule = (cause: Reason, other: Reason): boolean =>
  (cause.rule === 'seats_exhausted' && other.rule === 'seats_exhausted') ||
  (cause.limit !== undefined &&
    other.limit !== undefined &&
    // A limit that does not say so is one of the link.
    (cause.limit.per === 'host') === (other.limit.per === 'host') &&
    cause.limit.period === other.limit.period &&
    cause.limit.count === other.limit.count &&
    cause.limit.minutes === other.limit.minutes) ||
  (cause.buffer?.of === 'candidate' &&
    other.buffer?.of === 'candidate' &&
    cause.buffer.side === other.buffer.side) ||
  JSON.stringify(other) === JSON.stringify(cause);

/**
 * Taking an override away does not help once the date is opened for more hours, which replaces it; and of two
 * buffers that only together reach the slot either may go.
 */
const isDispensable = (cause: Reason, others: readonly Reason[]): boolean =>
  (cause.rule === 'date_override' && others.some((other) => other.rule === 'outside_hours')) ||
  (cause.rule === 'buffer' &&
    others.some((other) => other.rule === 'buffer' && other.busyId === cause.busyId)) ||
  others.some((other) => namesSameRule(cause, other));

const expectEachNeeded = (question: SlotQuestion): void => {
  const causes = explainSlot(question);
  for (const cause of causes) {
    const others = causes.filter((other) => other !== cause);
    if (isDispensable(cause, others)) continue;
    expect(checkSlot(withoutCauses(question, others)).offered).toBe(false);
  }
};

describe('each cause', () => {
  it('is one: with all the others taken away the time is still not offered', () => {
    fc.assert(
      fc.property(randomQuery(), instants, (asked, offset) => {
        expectEachNeeded(questionAt({ ...asked, mode: 'one_to_one' }, asked.from + offset * minute));
      }),
      { numRuns: 4 * runs },
    );
  });

  it('is one where a change of zone makes an instant belong to two dates, one of them past the schedule', () => {
    const ann = host({ zone: 'Pacific/Chatham', daily: [] });
    const zoneChanges = [{ from: '2026-04-03', to: '2026-04-04', zone: 'Europe/Berlin' }];
    const past = { ...ann, schedule: { ...ann.schedule, zoneChanges, validUntil: '2026-04-04' } };
    const off = {
      ...ann,
      schedule: { ...ann.schedule, zoneChanges, timeOff: [{ from: '2026-04-05', to: '2026-04-05' }] },
    };
    const start = Date.UTC(2026, 3, 4, 9, 38);
    for (const each of [past, off]) {
      const asked = query({ hosts: [each], from: start, to: start + 1, link: { durationMinutes: 45 } });
      expect(explainSlot(questionAt(asked, start)).map(({ rule }) => rule)).toEqual([
        'outside_hours',
        'grid',
      ]);
      expectEachNeeded(questionAt(asked, start));
    }
  });

  it('is one where a change of zone makes an instant belong to a closed date beside an open one', () => {
    const ann = host({ zone: 'Pacific/Apia', daily: [] });
    const weekly = [{ weekday: 4, startMinute: 0, endMinute: 1440 }];
    const overrides = ['2011-12-29', '2011-12-30'].map((date) => ({ date, ranges: [] }));
    const zoneChanges = [{ from: '2011-12-30', to: '2011-12-30', zone: 'Europe/Berlin' }];
    const closed = { ...ann, schedule: { ...ann.schedule, weekly, overrides, zoneChanges } };
    const start = Date.UTC(2011, 11, 29, 22, 30);
    const asked = query({ hosts: [closed], from: start, to: start + 1, link: { durationMinutes: 45 } });
    expect(explainSlot(questionAt(asked, start)).map(({ rule, date }) => [rule, date])).toEqual([
      ['date_override', '2011-12-29'],
      ['grid', undefined],
    ]);
    expectEachNeeded(questionAt(asked, start));
  });

  it('is one where several hosts have no seats left, which is one number of the link', () => {
    const start = at('UTC', '2026-06-15T10:00');
    const busy = [
      { id: 'full', kind: 'booking' as const, start, end: start + 45 * minute, sameEvent: { seatsTaken: 3 } },
    ];
    const hosts = ['ann', 'ben'].map((id) => ({
      ...host({ zone: 'UTC', daily: ['00:00-24:00'] }),
      id,
      busy,
    }));
    const link = { durationMinutes: 45, stepMinutes: 15, seats: 3 };
    const question = questionAt(
      query({ hosts, from: start, to: start + 1, link, mode: 'collective' }),
      start,
    );
    expect(explainSlot(question).map(({ rule }) => rule)).toEqual(['seats_exhausted', 'seats_exhausted']);
    expectEachNeeded(question);
  });
});
