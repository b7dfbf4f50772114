import { dayMs, minuteMs, weekdayOf } from './civil-date.ts';
import { windowZone } from './find-starts.ts';
import { findSlots } from './list-slots.ts';
import type { AvailabilityQuery, Instant, Slot } from './model.ts';
import { searchedDays, windowDays } from './rules/booking-window.ts';
import { localDay, offsetAt, zoneTable } from './zone-table.ts';

export type AlternativesQuery = Omit<AvailabilityQuery, 'from' | 'to'> & {
  /** The start that is taken, or that a booking moves away from; never suggested itself. */
  start: Instant;
  /** Slots of each kind; default 3. */
  count?: number;
  /** How far to look on either side; default 28. */
  searchDays?: number;
  /** Further starts not to suggest: where the booking that moves already is. */
  except?: readonly Instant[];
};

export type Alternatives = {
  /** By distance from the start, the earlier of two as near. */
  nearest: readonly Slot[];
  /** On the same weekday and time of day of the guest's clock, nearest first. */
  sameWeekdayAndTime: readonly Slot[];
  /** Slots marked best (by the link's preference, else those that leave no new gap), nearest first. */
  best: readonly Slot[];
};

/** Minute of the guest's week, so that equal wall-clock times compare equal across offset changes. */
const weekMinute = (zone: string, instant: Instant): number => {
  const local = instant + offsetAt(zoneTable(zone, instant, instant), instant);
  const day = Math.floor(local / dayMs);
  return weekdayOf(day) * 1440 + Math.floor((local - day * dayMs) / minuteMs);
};

/**
 * Where alternatives of a start are looked for: around it, or where it lies in the past or beyond the booking window,
 * around the nearest moment that does not.
 */
export const searchedSpan = (
  query: Pick<AlternativesQuery, 'start' | 'now' | 'link' | 'searchDays'>,
  zone: string,
): { from: Instant; to: Instant } => {
  const { start, now, link, searchDays = 28 } = query;
  const window = link.window ?? { kind: 'unlimited' };
  // "The first dates with a slot" are not known before anything is read; they are near.
  const days =
    window.kind === 'available_days'
      ? { first: Number.NEGATIVE_INFINITY, last: localDay(zone, now) + searchedDays }
      : windowDays(window, { now, zone, daysWithSlots: () => [] });
  const first = Math.max(now, (days?.first ?? Number.NEGATIVE_INFINITY) * dayMs);
  const last = Math.max(first, (days?.last ?? Number.POSITIVE_INFINITY) * dayMs);
  const centre = Math.min(Math.max(start, first), last);
  return { from: centre - searchDays * dayMs, to: centre + searchDays * dayMs + 1 };
};

/**
 * Offered slots that can stand in for a taken or moved one. When a booking is moved, the caller leaves its own
 * busy item out. Pure; throws as `listSlots`.
 */
export const suggestAlternatives = (query: AlternativesQuery): Alternatives => {
  const { start, count = 3, searchDays = 28, except = [], guestZone, ...rest } = query;
  const preference = rest.link.preference ?? 'none';
  const link = { ...rest.link, preference: preference === 'none' ? 'fewest_fragments' : preference } as const;
  const span = searchedSpan({ start, now: rest.now, link, searchDays }, windowZone(rest));
  const slots = findSlots({ ...rest, link, ...span })
    .filter((slot) => slot.start !== start && !except.includes(slot.start))
    .sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start) || a.start - b.start);
  const wanted = weekMinute(guestZone, start);
  const take = (chosen: Slot[]): Slot[] =>
    chosen.slice(0, count).map((slot) => (preference === 'none' ? { ...slot, best: false } : slot));
  return {
    nearest: take(slots),
    sameWeekdayAndTime: take(slots.filter((slot) => weekMinute(guestZone, slot.start) === wanted)),
    best: take(slots.filter((slot) => slot.best)),
  };
};
