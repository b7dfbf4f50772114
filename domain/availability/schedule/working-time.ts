import { dayMs } from '#domain/availability/civil-date.ts';
import { appendInterval, at, type IntervalSet, normalize } from '#domain/availability/interval-set.ts';
import type { Instant } from '#domain/availability/model.ts';
import { runEnd, runIndex, zoneTable } from '#domain/availability/zone-table.ts';
import { type CompiledSchedule, rangesOfDay, zoneOfDay } from './compiled-schedule.ts';

/** Working time read on one zone's clock; `travels` restricts it to the dates on which that zone is in force. */
const workingTimeInZone = (
  schedule: CompiledSchedule,
  zone: string,
  span: { from: Instant; to: Instant; travels: boolean },
): number[] => {
  const { from, to, travels } = span;
  const out: number[] = [];
  const table = zoneTable(zone, from, to);
  for (let run = runIndex(table, from); run < table.starts.length; run += 1) {
    const low = Math.max(from, at(table.starts, run));
    if (low >= to) break;
    const high = Math.min(to, runEnd(table, run));
    const offset = at(table.offsets, run);
    const lastDay = Math.floor((high - 1 + offset) / dayMs);
    for (let day = Math.floor((low + offset) / dayMs); day <= lastDay; day += 1) {
      if (travels && zoneOfDay(schedule, day) !== zone) continue;
      const ranges = rangesOfDay(schedule, day);
      const midnight = day * dayMs - offset;
      for (let i = 0; i < ranges.length; i += 2) {
        appendInterval(
          out,
          Math.max(low, midnight + at(ranges, i)),
          Math.min(high, midnight + at(ranges, i + 1)),
        );
      }
    }
  }
  return out;
};

/**
 * The instants of `[from, to)` at which the host works: those whose date and time of day, as a clock on the wall
 * of the zone in force shows them, lie inside the date's ranges (rules 2–4). Each run of constant offset is taken
 * by itself, so gaps, folds and skipped dates need no case of their own.
 */
export const workingTime = (schedule: CompiledSchedule, from: Instant, to: Instant): IntervalSet => {
  const { zone } = schedule.source;
  if (schedule.zoneChanges.length === 0) {
    return workingTimeInZone(schedule, zone, { from, to, travels: false });
  }
  const zones = new Set([zone, ...schedule.zoneChanges.map((change) => change.zone)]);
  const pairs: number[] = [];
  for (const each of zones) pairs.push(...workingTimeInZone(schedule, each, { from, to, travels: true }));
  return normalize(pairs);
};
