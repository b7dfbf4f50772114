import type { SlotQuery } from '#domain/availability/rules/host-time.ts';
import { buildSlots } from './build-slots.ts';
import { findStarts, gridZone } from './find-starts.ts';
import { groupByDay } from './group-by-day.ts';
import type { AvailabilityAnswer, AvailabilityQuery, Slot } from './model.ts';

/** The slots of `[from, to)` as one ascending list, ungrouped. */
export const findSlots = (query: SlotQuery): Slot[] =>
  buildSlots(findStarts(query), query.link, gridZone(query));

/**
 * Every slot whose start lies in `[from, to)`, by the guest's day, ascending (rules 1–11 of docs/availability.md).
 * A pure function of the query: the same answer whatever zone the process runs in, and windows add up. Throws
 * RangeError for an unknown zone, a malformed date, an instant outside 1852–2397, or a duration, step or unit
 * that is not a positive integer; input is validated before it comes here.
 */
export const listSlots = (query: AvailabilityQuery): AvailabilityAnswer => ({
  days: groupByDay(findSlots(query), query.guestZone),
});
