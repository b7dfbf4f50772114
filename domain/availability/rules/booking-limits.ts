import { civilDate, type DayNumber, minuteMs } from '#domain/availability/civil-date.ts';
import type { IntervalSet } from '#domain/availability/interval-set.ts';
import { intersect, unite } from '#domain/availability/interval-set.ts';
import type {
  AvailabilityQuery,
  BookingLimit,
  Instant,
  LimitPeriod,
  Reason,
} from '#domain/availability/model.ts';
import { instantsOfDays, localDay } from '#domain/availability/zone-table.ts';

/** Numbers the periods so that two dates share a number exactly when they share the period. */
const periodNumber: Record<LimitPeriod, (day: DayNumber, weekStart: number) => number> = {
  day: (day) => day,
  // 1970-01-01 was a Thursday, so day -3 was a Monday.
  week: (day, weekStart) => Math.floor((day + 3 - (weekStart - 1)) / 7),
  month: (day) => civilDate(day).year * 12 + civilDate(day).month,
  year: (day) => civilDate(day).year,
};

export type LimitUse = { limit: BookingLimit; taken: number; takenMinutes: number; closed: boolean };

type Tally = { count: number; minutes: number };

type LimitQuery = Pick<AvailabilityQuery, 'link' | 'counted'>;

const emptyTally: Tally = { count: 0, minutes: 0 };

/** The limits that count the bookings of that host, or without one those of the link. */
const limitsOf = ({ link }: LimitQuery, hostId: string | undefined): BookingLimit[] =>
  (link.limits ?? []).filter(({ per }) => (per === 'host') === (hostId !== undefined));

/**
 * Returns, for a local date, how far each limit of the link, or with `hostId` each of that host, is used and whether it
 * refuses one booking more (rule 9).
 */
export const limitBook = (
  query: LimitQuery,
  zone: string,
  hostId?: string,
): ((day: DayNumber) => LimitUse[]) => {
  const { weekStart = 1, durationMinutes } = query.link;
  const limits = limitsOf(query, hostId);
  const bookings = (query.counted ?? []).filter(
    ({ hostIds }) => hostId === undefined || hostIds?.includes(hostId) === true,
  );
  const counted = bookings.map((booking) => ({
    day: localDay(zone, booking.start),
    minutes: Math.max(0, booking.end - booking.start) / minuteMs,
  }));
  const books = limits.map((limit) => {
    const tallies = new Map<number, Tally>();
    for (const { day, minutes } of counted) {
      const key = periodNumber[limit.period](day, weekStart);
      const known = tallies.get(key) ?? emptyTally;
      tallies.set(key, { count: known.count + 1, minutes: known.minutes + minutes });
    }
    return { limit, tallies };
  });
  return (day) =>
    books.map(({ limit, tallies }) => {
      const { count, minutes } = tallies.get(periodNumber[limit.period](day, weekStart)) ?? emptyTally;
      const closed =
        (limit.count !== undefined && count >= limit.count) ||
        (limit.minutes !== undefined && minutes + durationMinutes > limit.minutes);
      return { limit, taken: count, takenMinutes: minutes, closed };
    });
};

export const limitReason = ({ limit, taken, takenMinutes }: LimitUse): Reason => ({
  rule: 'limit',
  limit: { ...limit, taken: limit.count === undefined ? takenMinutes : taken },
});

/** The part of `allowed` whose local dates every limit of the link, or with `hostId` of that host, leaves open. */
export const withinLimits = (
  query: LimitQuery,
  zone: string,
  allowed: IntervalSet,
  hostId?: string,
): IntervalSet => {
  const from = allowed[0];
  const to: Instant | undefined = allowed.at(-1);
  if (from === undefined || to === undefined || limitsOf(query, hostId).length === 0) return allowed;
  const book = limitBook(query, zone, hostId);
  // A day on either side: where the clock falls back over midnight the dates at the ends are not the extremes.
  const lastDay = localDay(zone, to - 1) + 1;
  let open: IntervalSet = [];
  for (let day = localDay(zone, from) - 1; day <= lastDay; day += 1) {
    if (book(day).some((use) => use.closed)) continue;
    open = unite(open, instantsOfDays(zone, { first: day, last: day }, from, to));
  }
  return intersect(allowed, open);
};
