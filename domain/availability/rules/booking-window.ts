import { type DayNumber, formatDate, parseDate, weekdayOf } from '#domain/availability/civil-date.ts';
import type { BookingWindow, Instant, LocalDate } from '#domain/availability/model.ts';
import { localDay } from '#domain/availability/zone-table.ts';

/** Both ends included. */
export type DaySpan = { first: DayNumber; last: DayNumber };

/** How many dates a window of "the first N dates with a slot" looks at, today included. */
export const searchedDays = 62;

const isWorkday = (day: DayNumber): boolean => weekdayOf(day) <= 5;

/** Whole weeks at once: the window may be as long as anybody likes. */
const addBusinessDays = (today: DayNumber, days: number): DayNumber => {
  let day = today + Math.floor(days / 5) * 7;
  if (days >= 5) while (!isWorkday(day)) day -= 1;
  for (let left = days % 5; left > 0; ) {
    day += 1;
    if (isWorkday(day)) left -= 1;
  }
  return day;
};

/**
 * The last date of "the first N dates with a slot": weekend dates are offered but not counted when business days
 * are asked for. `daysWithSlots` ascends and may be lazy. Fewer than N: every date looked at stays open.
 */
export const lastAvailableDay = (
  window: { days: number; businessDays?: boolean },
  today: DayNumber,
  daysWithSlots: Iterable<DayNumber>,
): DayNumber => {
  if (window.days <= 0) return today - 1;
  let left = window.days;
  for (const day of daysWithSlots) {
    if (window.businessDays === true && !isWorkday(day)) continue;
    left -= 1;
    if (left === 0) return day;
  }
  return today + searchedDays - 1;
};

/** The dates a window opens, in its zone; undefined for no bound (rule 8). */
export const windowDays = (
  window: BookingWindow,
  context: { now: Instant; zone: string; daysWithSlots: () => Iterable<DayNumber> },
): DaySpan | undefined => {
  if (window.kind === 'unlimited') return undefined;
  if (window.kind === 'range') return { first: parseDate(window.from), last: parseDate(window.to) };
  const today = localDay(context.zone, context.now);
  let last = today + window.days;
  if (window.kind === 'available_days') last = lastAvailableDay(window, today, context.daysWithSlots());
  else if (window.businessDays === true) last = addBusinessDays(today, window.days);
  return { first: Number.NEGATIVE_INFINITY, last };
};

/** A span of dates as the explanation shows it. */
export const spanDates = (window: BookingWindow, span: DaySpan): { from?: LocalDate; to?: LocalDate } =>
  window.kind === 'range' ? { from: window.from, to: window.to } : { to: formatDate(span.last) };
