import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlot } from './check-slot.ts';
import { listSlots } from './list-slots.ts';
import type { AvailabilityQuery, BusyItem, Slot } from './model.ts';
import { slotsOf } from './testing/build.ts';
import { isWorking, readWall } from './testing/oracle.ts';
import { randomQuery, zones } from './testing/random-query.ts';

const minute = 60_000;
const numRuns = 200;

const ascending = (query: AvailabilityQuery): Slot[] => slotsOf(query).sort((a, b) => a.start - b.start);

const starts = (query: AvailabilityQuery): number[] => ascending(query).map((slot) => slot.start);

const byHostId = (slots: readonly Slot[]) =>
  slots.map((slot) => ({ ...slot, hostIds: [...slot.hostIds].sort() }));

const shuffled = <T>(values: readonly T[], keys: readonly number[]): T[] =>
  values
    .map((value, i) => ({ value, key: keys[i % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);

/** Without rules under which more demand or an earlier present moment moves the horizon. */
const steady = (query: AvailabilityQuery): AvailabilityQuery => {
  const { window: _window, gridAnchor: _anchor, ...link } = query.link;
  return { ...query, link };
};

describe('windows', () => {
  it('add up: the answer over two windows is the answer over both', () => {
    fc.assert(
      fc.property(
        randomQuery({ window: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (query, share) => {
          const cut = query.from + Math.round((query.to - query.from) * share);
          const parts = [...ascending({ ...query, to: cut }), ...ascending({ ...query, from: cut })];
          expect(parts).toEqual(ascending(query));
        },
      ),
      { numRuns },
    );
  });

  it('hold only starts of their own and group them by the guest’s date, each date once, ascending', () => {
    fc.assert(
      fc.property(randomQuery(), (query) => {
        const { days } = listSlots(query);
        const dates = days.map((day) => day.date);
        expect(dates).toEqual([...new Set(dates)].sort());
        for (const { date, slots } of days) {
          expect(slots.length).toBeGreaterThan(0);
          for (const slot of slots) {
            expect(readWall(query.guestZone, slot.start).date).toBe(date);
            expect(slot.start >= query.from && slot.start < query.to && slot.start >= query.now).toBe(true);
            expect(slot.end - slot.start).toBe(query.link.durationMinutes * minute);
          }
        }
      }),
      { numRuns },
    );
  });
});

describe('what changes an answer, and what does not', () => {
  it('an earlier present moment never removes a start', () => {
    fc.assert(
      fc.property(randomQuery().map(steady), fc.nat({ max: 3000 }), (query, minutes) => {
        const hosts = query.hosts.map((host) => ({
          ...host,
          busy: host.busy.map(({ holdUntil: _hold, ...item }): BusyItem => item),
        }));
        const earlier = starts({ ...query, hosts, now: query.now - minutes * minute });
        expect(earlier).toEqual(expect.arrayContaining(starts({ ...query, hosts })));
      }),
      { numRuns },
    );
  });

  it('a busy item never adds a start', () => {
    fc.assert(
      fc.property(
        randomQuery().map(steady),
        fc.nat(),
        fc.integer({ min: -60, max: 4400 }),
        fc.nat({ max: 600 }),
        (query, who, at, length) => {
          const start = query.from + at * minute;
          const item: BusyItem = { id: 'more', kind: 'event', start, end: start + length * minute };
          const hosts = query.hosts.map((host, i) =>
            i === who % query.hosts.length ? { ...host, busy: [...host.busy, item] } : host,
          );
          expect(starts(query)).toEqual(expect.arrayContaining(starts({ ...query, hosts })));
        },
      ),
      { numRuns },
    );
  });

  it('the guest’s zone changes the grouping only', () => {
    fc.assert(
      fc.property(randomQuery({ window: true }), fc.constantFrom(...zones), (query, guestZone) => {
        expect(ascending({ ...query, guestZone })).toEqual(ascending(query));
      }),
      { numRuns },
    );
  });

  it('the order of rules, hosts, busy items and bookings changes nothing but the order of the hosts', () => {
    fc.assert(
      fc.property(randomQuery(), fc.array(fc.nat(), { minLength: 7, maxLength: 7 }), (query, keys) => {
        const [first] = query.hosts;
        const zone = first?.schedule.zone ?? 'UTC';
        const { gridZone = zone, windowZone = zone, limitsZone = zone } = query.link;
        const link = { ...query.link, gridZone, windowZone, limitsZone };
        const hosts = query.hosts.map((host) => ({
          ...host,
          busy: shuffled(host.busy, keys),
          schedule: {
            ...host.schedule,
            weekly: shuffled(host.schedule.weekly, keys),
            overrides: shuffled(host.schedule.overrides, keys),
          },
        }));
        const other = {
          ...query,
          link,
          hosts: shuffled(hosts, keys),
          counted: shuffled(query.counted ?? [], keys),
        };
        expect(byHostId(ascending(other))).toEqual(byHostId(ascending({ ...query, link })));
      }),
      { numRuns },
    );
  });

  it('asking again gives the same answer, and the question is left as it was', () => {
    fc.assert(
      fc.property(randomQuery({ window: true, sessions: true }), (query) => {
        const before = JSON.stringify(query);
        const answer = listSlots(query);
        expect(listSlots(query)).toEqual(answer);
        expect(JSON.stringify(query)).toBe(before);
      }),
      { numRuns },
    );
  });
});

describe('every slot', () => {
  it('reads as working time in every minute on its hosts’ clocks', () => {
    fc.assert(
      fc.property(randomQuery(), (query) => {
        for (const slot of slotsOf(query)) {
          for (const host of query.hosts.filter(({ id }) => slot.hostIds.includes(id))) {
            for (let t = slot.start; t < slot.end; t += minute) expect(isWorking(host, t)).toBe(true);
          }
        }
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    );
  });

  it('of the list passes the check with the same hosts and seats, and no other minute does', () => {
    fc.assert(
      fc.property(
        randomQuery({ window: true }),
        fc.array(fc.nat({ max: 4400 }), { maxLength: 12 }),
        (query, offsets) => {
          const listed = new Map(slotsOf(query).map((slot) => [slot.start, slot]));
          const others = offsets
            .map((offset) => query.from + offset * minute)
            .filter((start) => start < query.to);
          for (const start of [...listed.keys(), ...others]) {
            const check = checkSlot({ ...query, start });
            expect(check.offered ? check.slot : undefined).toEqual(listed.get(start));
          }
        },
      ),
      { numRuns },
    );
  });
});

/** Answers the questions on its standard input in a process of its own. */
