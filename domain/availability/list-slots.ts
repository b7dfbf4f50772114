import type { SlotQuery } from '#domain/availability/rules/host-time.ts';
import { buildSlots } from './build-slots.ts';
import { findStarts, gridZone } from './find-starts.ts';
import { groupByDay } from './group-by-day.ts';
import type { AvailabilityAnswer, AvailabilityQuery, Slot } from './model.ts';
import { isZone } from './zone-table.ts';

/** The slots of `[from, to)` as one ascending list, ungrouped. */
export const findSlots = (query: SlotQuery): Slot[] =>
  buildSlots(findStarts(query), query.link, gridZone(query));

/**
 * Every slot whose start lies in `[from, to)`, by the guest's day, ascending (rules 1–11 of docs/availability.md).
 * A pure function of the query: the same answer whatever zone the process runs in, and windows add up. Throws
 * RangeError for an unknown zone, a malformed date, an instant outside 1852–2397, a host named twice, or a number
 * that means nothing (NaN, a negative buffer, half a step); input is validated before it comes here.
 */
export const listSlots = (query: AvailabilityQuery): AvailabilityAnswer => {
  if (!isZone(query.guestZone)) throw new RangeError(`unknown time zone: ${query.guestZone}`);
  return { days: groupByDay(findSlots(query), query.guestZone) };
};
