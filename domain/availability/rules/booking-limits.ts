import { civilDate, type DayNumber, minuteMs } from '#domain/availability/civil-date.ts';
import type { IntervalSet } from '#domain/availability/interval-set.ts';
import { intersect, unite } from '#domain/availability/interval-set.ts';
import type { AvailabilityQuery, BookingLimit, Instant, LimitPeriod } from '#domain/availability/model.ts';
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

/** Returns, for a local date, how far each limit is used and whether it refuses one booking more (rule 9). */
export const limitBook = (query: LimitQuery, zone: string): ((day: DayNumber) => LimitUse[]) => {
  const { limits = [], weekStart = 1, durationMinutes } = query.link;
  const counted = (query.counted ?? []).map((booking) => ({
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

/** The part of `allowed` whose local dates every limit leaves open. */
export const withinLimits = (query: LimitQuery, zone: string, allowed: IntervalSet): IntervalSet => {
  const from = allowed[0];
  const to: Instant | undefined = allowed.at(-1);
  if (from === undefined || to === undefined || (query.link.limits ?? []).length === 0) return allowed;
  const book = limitBook(query, zone);
  // A day on either side: where the clock falls back over midnight the dates at the ends are not the extremes.
  const lastDay = localDay(zone, to - 1) + 1;
  let open: IntervalSet = [];
  for (let day = localDay(zone, from) - 1; day <= lastDay; day += 1) {
    if (book(day).some((use) => use.closed)) continue;
    open = unite(open, instantsOfDays(zone, { first: day, last: day }, from, to));
  }
  return intersect(allowed, open);
};
