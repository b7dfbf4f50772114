import { type DayNumber, dayMs } from '#domain/availability/civil-date.ts';
import { type Floating, wallOfFloating } from '#domain/time.ts';
import type { Rule } from './rule.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Which of so many the positions name, in order, each once; -1 is the last. */
export const chosenIndexes = (positions: readonly number[], size: number): number[] => {
  const indexes = positions.map((position) => (position > 0 ? position - 1 : size + position));
  return [...new Set(indexes)].filter((index) => index >= 0 && index < size).sort((a, b) => a - b);
};

const chosen = (rule: Rule, times: number[]): number[] =>
  rule.bySetPos.length === 0
    ? times
    : chosenIndexes(rule.bySetPos, times.length).map((index) => times[index] ?? 0);

const combined = (large: readonly number[], largeMs: number, small: readonly number[]): number[] =>
  large.flatMap((value) => small.map((rest) => value * largeMs + rest));

const orOwn = (values: readonly number[], own: number): readonly number[] =>
  values.length === 0 ? [own] : values;

const positive = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

/**
 * The times of each day, in milliseconds from midnight and in order. For rules by days and longer they are the same
 * every day. Below days they follow the rhythm of the interval, and positions are applied within each hour or minute.
 */
export const timesOfDays = (rule: Rule, start: Floating): ((day: DayNumber) => readonly number[]) => {
  const wall = wallOfFloating(start);
  const seconds = orOwn(rule.bySecond, wall.second).map((second) => second * 1000);
  const { frequency, interval, byHour, byMinute } = rule;
  if (frequency !== 'HOURLY' && frequency !== 'MINUTELY') {
    const minutes = combined(orOwn(byMinute, wall.minute), minuteMs, seconds);
    const times = combined(orOwn(byHour, wall.hour), hourMs, minutes);
    const kept = frequency === 'DAILY' ? chosen(rule, times) : times;
    return () => kept;
  }
  const isHourly = frequency === 'HOURLY';
  const unitMs = isHourly ? hourMs : minuteMs;
  const unitsPerDay = dayMs / unitMs;
  const within = chosen(
    rule,
    isHourly ? combined(orOwn(byMinute, wall.minute), minuteMs, seconds) : [...seconds],
  );
  const isAllowed = (unit: number): boolean => {
    const hour = isHourly ? unit : Math.floor(unit / 60);
    if (byHour.length > 0 && !byHour.includes(hour)) return false;
    return isHourly || byMinute.length === 0 || byMinute.includes(unit % 60);
  };
  const home = Math.floor(start / unitMs);
  const known = new Map<number, readonly number[]>();
  return (day) => {
    const first = positive(home - day * unitsPerDay, interval);
    const before = known.get(first);
    if (before !== undefined) return before;
    const units: number[] = [];
    for (let unit = first; unit < unitsPerDay; unit += interval) if (isAllowed(unit)) units.push(unit);
    const times = combined(units, unitMs, within);
    known.set(first, times);
    return times;
  };
};
