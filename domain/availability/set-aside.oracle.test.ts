import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlot } from './check-slot.ts';
import type { SlotQuestion } from './explain/without-causes.ts';
import type { AvailabilityQuery, ScheduleInput } from './model.ts';
import { checkSlotForHost, settableRules } from './set-aside.ts';
import { at, host, query } from './testing/build.ts';
import { randomQuery } from './testing/random-query.ts';

const minute = 60_000;
const numRuns = 1_000;

const questionAt = (
  { from: _from, to: _to, guestZone: _zone, ...asked }: AvailabilityQuery,
  start: number,
): SlotQuestion => ({ ...asked, start });

const roundTheClock = (schedule: ScheduleInput): ScheduleInput => ({
  version: `${schedule.version}#open`,
  zone: schedule.zone,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 })),
  overrides: [],
  timeOff: [],
  zoneChanges: [],
});

/** Nothing is left but what is taken, and the past. */
const withoutRules = (question: SlotQuestion): SlotQuestion => {
  const { window: _window, ...link } = question.link;
  return {
    ...question,
    hosts: question.hosts.map((one) => ({ ...one, schedule: roundTheClock(one.schedule) })),
    link: {
      ...link,
      noticeMinutes: 0,
      limits: [],
      stepMinutes: 1,
      gridUnitMinutes: 1,
      gridOffsetMinutes: 0,
      gridAnchor: 'working',
    },
  };
};

const minutes = fc.integer({ min: 0, max: 2 * 1440 });

describe('a host who chooses a time', () => {
  it('has every time that nobody has and none that somebody has, whatever the rules of the link are', () => {
    let offered = 0;
    fc.assert(
      fc.property(randomQuery({ window: true }), minutes, (asked, offset) => {
        const question = questionAt(asked, Math.ceil(asked.from / minute) * minute + offset * minute);
        const check = checkSlotForHost(question, settableRules);
        const free = checkSlot(withoutRules(question));
        expect(check.offered).toBe(free.offered);
        if (!check.offered || !free.offered) return;
        offered += 1;
        expect(free.slot.hostIds).toEqual(expect.arrayContaining([...check.slot.hostIds]));
        expect(question.start).toBeGreaterThanOrEqual(question.now);
      }),
      { numRuns },
    );
    expect(offered).toBeGreaterThan(numRuns / 10);
  });

  it('sets nothing aside that they were not told of', () => {
    fc.assert(
      fc.property(
        randomQuery({ window: true }),
        minutes,
        fc.subarray(settableRules),
        (asked, offset, setAside) => {
          const question = questionAt(asked, Math.ceil(asked.from / minute) * minute + offset * minute);
          const told = checkSlotForHost(question, []);
          const check = checkSlotForHost(question, setAside);
          if (!('undecided' in told)) {
            expect(check).toEqual(told);
            return;
          }
          const left = told.undecided.filter((rule) => !setAside.includes(rule));
          if (left.length === 0) expect(check.offered).toBe(true);
          else expect(check).toEqual({ offered: false, undecided: left });
        },
      ),
      { numRuns },
    );
  });

  it('is told each rule by name', () => {
    const zone = 'Europe/Berlin';
    const now = at(zone, '2026-06-15T08:00');
    const ruled = (time: string, link: object = {}) =>
      checkSlotForHost(
        questionAt(
          query({ now, hosts: [host({ id: 'ann', zone, daily: ['09:00-17:00'] })], link }),
          at(zone, time),
        ),
        [],
      );
    expect(ruled('2026-06-15T20:07')).toEqual({ offered: false, undecided: ['outside_hours'] });
    expect(ruled('2026-06-15T09:00', { noticeMinutes: 600 })).toEqual({
      offered: false,
      undecided: ['notice'],
    });
    const window = { kind: 'rolling', days: 3 } as const;
    expect(ruled('2026-06-25T20:00', { window })).toEqual({
      offered: false,
      undecided: ['booking_window', 'outside_hours'],
    });
    // Nobody need be asked about the minutes at which guests can begin.
    expect(ruled('2026-06-15T10:07')).toMatchObject({ offered: true });
    expect(ruled('2026-06-15T07:00')).toMatchObject({ reasons: [{ rule: 'in_the_past' }] });
  });
});
