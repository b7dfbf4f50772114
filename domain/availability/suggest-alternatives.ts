import { dayMs, minuteMs, weekdayOf } from './civil-date.ts';
import { findSlots } from './list-slots.ts';
import type { AvailabilityQuery, Instant, Slot } from './model.ts';
import { offsetAt, zoneTable } from './zone-table.ts';

export type AlternativesQuery = Omit<AvailabilityQuery, 'from' | 'to'> & {
  /** The start that is taken, or that a booking moves away from; never suggested itself. */
  start: Instant;
  /** Slots of each kind; default 3. */
  count?: number;
  /** How far to look on either side; default 28. */
  searchDays?: number;
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
 * Offered slots that can stand in for a taken or moved one. When a booking is moved, the caller leaves its own
 * busy item out. Pure; throws as `listSlots`.
 */
export const suggestAlternatives = (query: AlternativesQuery): Alternatives => {
  const { start, count = 3, searchDays = 28, guestZone, ...rest } = query;
  const preference = rest.link.preference ?? 'none';
  const link = { ...rest.link, preference: preference === 'none' ? 'fewest_fragments' : preference } as const;
  const span = searchDays * dayMs;
  const slots = findSlots({ ...rest, link, from: start - span, to: start + span + 1 })
    .filter((slot) => slot.start !== start)
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
