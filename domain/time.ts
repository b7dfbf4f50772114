import { civilDate, dayMs, dayNumberOf } from '#domain/availability/civil-date.ts';
import { at } from '#domain/availability/interval-set.ts';
import { offsetAt, runEnd, runIndex, zoneTable } from '#domain/availability/zone-table.ts';

/** What a clock on a wall shows; Gregorian, seconds whole. */
export type WallTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

/** `gap`: the clock never showed it; `fold`: the clock showed it twice; `normal`: once. */
export type WallTimeKind = 'normal' | 'gap' | 'fold';

export type ResolvedWallTime = { instant: number; offsetMinutes: number; kind: WallTimeKind };

declare const floatingBrand: unique symbol;

/** Wall-clock fields counted as if they were UTC, in milliseconds. Not an instant: never compare it with one. */
export type Floating = number & { readonly [floatingBrand]: true };

export const floatingOf = (wall: WallTime): Floating =>
  (dayNumberOf(wall.year, wall.month, wall.day) * dayMs +
    ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000) as Floating;

export const wallOfFloating = (floating: Floating): WallTime => {
  const day = Math.floor(floating / dayMs);
  const seconds = Math.floor((floating - day * dayMs) / 1000);
  return {
    ...civilDate(day),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  };
};

/** The widest distance between a wall clock and UTC, with room for a skipped day. */
const reachMs = 2 * dayMs;

/**
 * The instant at which the clocks of `zone` show `floating`. A time shown twice is its first showing; a time never
 * shown is read with the offset before the gap, which moves it forward by the length of the gap (RFC 5545 §3.3.5).
 * `offsetMinutes` is the offset in force at the answer.
 */
export const resolveFloating = (zone: string, floating: Floating): ResolvedWallTime => {
  const table = zoneTable(zone, floating - reachMs, floating + reachMs);
  let found: ResolvedWallTime | undefined;
  let shifted: number | undefined;
  for (let run = runIndex(table, floating - reachMs); run < table.starts.length; run += 1) {
    const start = at(table.starts, run);
    if (start > floating + reachMs) break;
    const offset = at(table.offsets, run);
    const instant = floating - offset;
    if (instant >= runEnd(table, run)) {
      shifted = instant;
      continue;
    }
    if (instant < start) continue;
    if (found !== undefined) return { ...found, kind: 'fold' };
    found = { instant, offsetMinutes: offset / 60_000, kind: 'normal' };
  }
  if (found !== undefined) return found;
  if (shifted === undefined) throw new Error(`no offset of ${zone} covers a wall time`);
  return { instant: shifted, offsetMinutes: offsetAt(table, shifted) / 60_000, kind: 'gap' };
};

/** What the clocks of `zone` show at an instant, counted as in `Floating`; milliseconds are kept. */
export const floatingAt = (instant: number, zone: string): Floating =>
  (instant + offsetAt(zoneTable(zone, instant, instant), instant)) as Floating;

/**
 * Wall clock → instant, the same on every host zone and on every day of the year. Months count from 1. Repeated
 * times resolve to their first showing, times in a gap move forward by the gap. Throws RangeError for a date or time
 * that no calendar has, for an unknown zone and for years outside 1852–2397.
 */
export const resolveWallTime = (
  zone: string,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second = 0,
): ResolvedWallTime => {
  const wall: WallTime = { year, month, day, hour, minute, second };
  assertWallTime(wall);
  return resolveFloating(zone, floatingOf(wall));
};

/** Instant → what the clocks of `zone` show. Throws RangeError for an unknown zone and for years outside 1852–2397. */
export const wallTimeOf = (instant: number, zone: string): WallTime & { offsetMinutes: number } => {
  const floating = floatingAt(instant, zone);
  return { ...wallOfFloating(floating), offsetMinutes: (floating - instant) / 60_000 };
};

const isWithin = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high;

export const isWallTime = (wall: WallTime): boolean => {
  if (!isWithin(wall.year, 1, 9999) || !isWithin(wall.month, 1, 12) || !isWithin(wall.day, 1, 31))
    return false;
  if (!isWithin(wall.hour, 0, 23) || !isWithin(wall.minute, 0, 59) || !isWithin(wall.second, 0, 59))
    return false;
  const back = civilDate(dayNumberOf(wall.year, wall.month, wall.day));
  return back.day === wall.day && back.month === wall.month;
};

export const assertWallTime = (wall: WallTime): void => {
  if (!isWallTime(wall)) throw new RangeError('not a date and time of the calendar');
};
