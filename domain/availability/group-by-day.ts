import { dayMs, formatDate } from './civil-date.ts';
import { at } from './interval-set.ts';
import type { DaySlots, Slot } from './model.ts';
import { runEnd, runIndex, zoneTable } from './zone-table.ts';

/** Ascending slots by the local date of their start in the guest's zone; a date string is made once a day. */
export const groupByDay = (slots: readonly Slot[], zone: string): DaySlots[] => {
  const first = slots[0];
  const last = slots.at(-1);
  if (first === undefined || last === undefined) return [];
  const table = zoneTable(zone, first.start, last.start);
  let run = runIndex(table, first.start);
  let until = Number.NEGATIVE_INFINITY;
  let day = Number.NaN;
  let current: Slot[] = [];
  const groups = new Map<number, Slot[]>();
  for (const slot of slots) {
    if (slot.start >= until) {
      while (runEnd(table, run) <= slot.start) run += 1;
      const offset = at(table.offsets, run);
      const here = Math.floor((slot.start + offset) / dayMs);
      until = Math.min(runEnd(table, run), (here + 1) * dayMs - offset);
      if (here !== day) {
        day = here;
        // Where the clock falls back over midnight a date comes back after its successor.
        current = groups.get(day) ?? [];
        groups.set(day, current);
      }
    }
    current.push(slot);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([number, list]) => ({ date: formatDate(number), slots: list }));
};
