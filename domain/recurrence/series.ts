import {
  assertWallTime,
  type Floating,
  floatingAt,
  floatingOf,
  resolveFloating,
  type WallTime,
  wallOfFloating,
} from '#domain/time.ts';
import type { Until } from './rule.ts';

/** `YYYY-MM-DDTHH:MM:SS` on the clocks of the series' zone; one moment of the year never means two things to us. */
export type WallText = string;

/** A wall time of the series' zone, or with a final `Z` an instant in UTC. Names an occurrence by its original start. */
export type OccurrenceId = string;

/** `milliseconds` are real time; `days` end at the same clock time so many days later (all-day events). */
export type Duration = { milliseconds: number } | { days: number };

/** One occurrence that differs from the rule. It counts even where the rule does not name its id. */
export type Override<Details> = {
  id: OccurrenceId;
  cancelled?: boolean;
  start?: WallText;
  duration?: Duration;
  details?: Partial<Details>;
};

/**
 * A recurring event as stored: wall time, zone and rule, never instants (tzdata changes move them). `rule` is the
 * value of an RRULE; null means the start and the `added` ones only. `removed` is EXDATE, `added` is RDATE.
 */
export type Series<Details = object> = {
  zone: string;
  start: WallText;
  duration: Duration;
  rule: string | null;
  removed: readonly OccurrenceId[];
  added: readonly OccurrenceId[];
  overrides: readonly Override<Details>[];
  details: Details;
};

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(Z?)$/;

const readWall = (text: string): { floating: Floating; isUtc: boolean } => {
  const parts = pattern.exec(text);
  if (parts === null) throw new RangeError('not a time of the form YYYY-MM-DDTHH:MM:SS');
  const wall: WallTime = {
    year: Number(parts[1]),
    month: Number(parts[2]),
    day: Number(parts[3]),
    hour: Number(parts[4]),
    minute: Number(parts[5]),
    second: Number(parts[6]),
  };
  assertWallTime(wall);
  return { floating: floatingOf(wall), isUtc: parts[7] === 'Z' };
};

/** Reads a wall time; throws RangeError for anything else, also for an instant. */
export const readWallText = (text: WallText): Floating => {
  const { floating, isUtc } = readWall(text);
  if (isUtc) throw new RangeError('a wall time has no Z');
  return floating;
};

/** The instant an id stands for; epoch milliseconds. */
export const instantOfId = (id: OccurrenceId, zone: string): number => {
  const { floating, isUtc } = readWall(id);
  return isUtc ? floating : resolveFloating(zone, floating).instant;
};

export const isUtcId = (id: OccurrenceId): boolean => id.endsWith('Z');

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

export const formatWall = (floating: Floating): WallText => {
  const { year, month, day, hour, minute, second } = wallOfFloating(floating);
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}`;
};

/** `YYYYMMDDTHHMMSSZ`, as UNTIL is written. */
export const formatUntil = (instant: number): string =>
  `${formatWall(instant as Floating).replace(/[-:]/g, '')}Z`;

/** What zones are known for. Some calendars end what never ends in the year 9999. */
const firstKnown = Date.UTC(1853, 0, 1);
const lastKnown = Date.UTC(2396, 0, 1);

/** What the clock shows at the end of a rule; null where it might as well have none. */
export const wallOfUntil = (until: Until, zone: string): Floating | null => {
  if (until.at >= lastKnown) return null;
  const isKnown = until.kind === 'instant' && until.at >= firstKnown;
  return isKnown ? floatingAt(until.at, zone) : (until.at as Floating);
};

/** Whole local days from midnight: written with dates instead of times where a format knows the difference. */
export const isAllDay = (series: Pick<Series, 'start' | 'duration'>): boolean =>
  'days' in series.duration && series.start.endsWith('T00:00:00');
