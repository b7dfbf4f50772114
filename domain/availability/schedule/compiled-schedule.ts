import { type DayNumber, minuteMs, parseDate, weekdayOf } from '#domain/availability/civil-date.ts';
import { type IntervalSet, indexOfInterval, normalize } from '#domain/availability/interval-set.ts';
import type { MinuteRange, ScheduleInput } from '#domain/availability/model.ts';

export type CompiledSchedule = {
  readonly source: ScheduleInput;
  /** By ISO weekday; ranges in milliseconds since local midnight. */
  readonly week: readonly IntervalSet[];
  readonly overrides: ReadonlyMap<DayNumber, IntervalSet>;
  /** Day numbers, half-open. */
  readonly timeOff: IntervalSet;
  readonly zoneChanges: readonly { first: DayNumber; last: DayNumber; zone: string }[];
  readonly validFrom: DayNumber;
  readonly validUntil: DayNumber;
};

const fullDay = 1440;
const weekdays = new Set([1, 2, 3, 4, 5, 6, 7]);
const nothing: IntervalSet = [];

const compileRanges = (ranges: readonly MinuteRange[]): IntervalSet => {
  const pairs: number[] = [];
  for (const { startMinute, endMinute } of ranges) {
    if (!Number.isInteger(startMinute) || !Number.isInteger(endMinute)) {
      throw new RangeError('hours must be whole minutes of a day');
    }
    const start = Math.max(0, startMinute);
    const end = Math.min(fullDay, endMinute);
    if (end > start) pairs.push(start * minuteMs, end * minuteMs);
  }
  return normalize(pairs);
};

const compile = (source: ScheduleInput): CompiledSchedule => {
  if (source.weekly.some(({ weekday }) => !weekdays.has(weekday))) {
    throw new RangeError('weekly hours must have a weekday from 1 to 7');
  }
  const week: IntervalSet[] = [nothing];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    week.push(compileRanges(source.weekly.filter((rule) => rule.weekday === weekday)));
  }
  const byDay = new Map<DayNumber, MinuteRange[]>();
  for (const { date, ranges } of source.overrides) {
    const day = parseDate(date);
    const known = byDay.get(day);
    if (known === undefined) byDay.set(day, [...ranges]);
    else known.push(...ranges);
  }
  const overrides = new Map<DayNumber, IntervalSet>();
  for (const [day, ranges] of byDay) overrides.set(day, compileRanges(ranges));
  return {
    source,
    week,
    overrides,
    timeOff: normalize(source.timeOff.flatMap(({ from, to }) => [parseDate(from), parseDate(to) + 1])),
    zoneChanges: source.zoneChanges.map(({ from, to, zone }) => ({
      first: parseDate(from),
      last: parseDate(to),
      zone,
    })),
    validFrom: source.validFrom === undefined ? Number.NEGATIVE_INFINITY : parseDate(source.validFrom),
    validUntil: source.validUntil === undefined ? Number.POSITIVE_INFINITY : parseDate(source.validUntil),
  };
};

const sameList = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean =>
  a === b || (a.length === b.length && a.every((x, i) => same(x, b[i] as T)));

const sameRange = (a: MinuteRange, b: MinuteRange): boolean =>
  a.startMinute === b.startMinute && a.endMinute === b.endMinute;

const sameContent = (a: ScheduleInput, b: ScheduleInput): boolean =>
  a === b ||
  (a.zone === b.zone &&
    a.validFrom === b.validFrom &&
    a.validUntil === b.validUntil &&
    sameList(a.weekly, b.weekly, (x, y) => x.weekday === y.weekday && sameRange(x, y)) &&
    sameList(
      a.overrides,
      b.overrides,
      (x, y) => x.date === y.date && sameList(x.ranges, y.ranges, sameRange),
    ) &&
    sameList(a.timeOff, b.timeOff, (x, y) => x.from === y.from && x.to === y.to) &&
    sameList(
      a.zoneChanges,
      b.zoneChanges,
      (x, y) => x.from === y.from && x.to === y.to && x.zone === y.zone,
    ));

const cacheLimit = 5_000;
const cache = new Map<string, CompiledSchedule>();

/**
 * The schedule in the form the engine walks, from a cache keyed by its version. A version that comes back with
 * other content (a forgotten bump) is compiled anew: comparing costs a microsecond, a wrong answer a booking.
 */
export const compiledSchedule = (source: ScheduleInput): CompiledSchedule => {
  const known = cache.get(source.version);
  if (known !== undefined && sameContent(known.source, source)) return known;
  const fresh = compile(source);
  if (cache.size >= cacheLimit) {
    const oldest = cache.keys().next();
    if (oldest.done !== true) cache.delete(oldest.value);
  }
  cache.set(source.version, fresh);
  return fresh;
};

/** Working ranges of a date in milliseconds since its midnight (rule 3). */
export const rangesOfDay = (schedule: CompiledSchedule, day: DayNumber): IntervalSet => {
  if (day < schedule.validFrom || day > schedule.validUntil) return nothing;
  if (schedule.timeOff.length > 0 && indexOfInterval(schedule.timeOff, day) >= 0) return nothing;
  if (schedule.overrides.size > 0) {
    const override = schedule.overrides.get(day);
    if (override !== undefined) return override;
  }
  return schedule.week[weekdayOf(day)] ?? nothing;
};

/** The zone on whose clock a date is read (rule 4). */
export const zoneOfDay = (schedule: CompiledSchedule, day: DayNumber): string => {
  for (const change of schedule.zoneChanges) {
    if (day >= change.first && day <= change.last) return change.zone;
  }
  return schedule.source.zone;
};
