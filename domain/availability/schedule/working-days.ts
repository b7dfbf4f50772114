import { type DayNumber, dayMs, minuteMs } from '#domain/availability/civil-date.ts';
import { at, type IntervalSet, normalize, subtract } from '#domain/availability/interval-set.ts';
import type { Instant, MinuteRange, ScheduleInput } from '#domain/availability/model.ts';
import { runEnd, runIndex, zoneTable } from '#domain/availability/zone-table.ts';
import { type CompiledSchedule, compiledSchedule, zoneOfDay } from './compiled-schedule.ts';
import { workingTime } from './working-time.ts';

/** Part of a local date: minutes on the clock of the zone in force, widened to whole ones. */
export type DayPart = { day: DayNumber; range: MinuteRange; start: Instant; end: Instant };

const partsInZone = (schedule: CompiledSchedule, zone: string, from: Instant, to: Instant): DayPart[] => {
  const table = zoneTable(zone, from, to);
  const out: DayPart[] = [];
  let start = from;
  for (let run = runIndex(table, from); start < to; ) {
    const offset = at(table.offsets, run);
    const day = Math.floor((start + offset) / dayMs);
    const midnight = day * dayMs - offset;
    const end = Math.min(to, runEnd(table, run), midnight + dayMs);
    if (zoneOfDay(schedule, day) === zone) {
      const startMinute = Math.floor((start - midnight) / minuteMs);
      const range = { startMinute, endMinute: Math.ceil((end - midnight) / minuteMs) };
      out.push({ day, range, start, end });
    }
    if (end === runEnd(table, run)) run += 1;
    start = end;
  }
  return out;
};

/** The instants of `[from, to)` that are not working time. */
export const missingTime = (schedule: ScheduleInput, from: Instant, to: Instant): IntervalSet =>
  subtract([from, to], workingTime(compiledSchedule(schedule), from, to));

/** The parts of local dates that a span of instants reads as; none where travel skips the time. */
export const dayParts = (schedule: ScheduleInput, spans: IntervalSet): DayPart[] => {
  const compiled = compiledSchedule(schedule);
  const zones = new Set([schedule.zone, ...schedule.zoneChanges.map((change) => change.zone)]);
  const out: DayPart[] = [];
  for (const zone of zones) {
    for (let i = 0; i < spans.length; i += 2) {
      out.push(...partsInZone(compiled, zone, at(spans, i), at(spans, i + 1)));
    }
  }
  return out;
};

/** Whether some of `[from, to)` belongs to no date, because a change of zone skips it. */
export const skipsTime = (schedule: ScheduleInput, from: Instant, to: Instant): boolean => {
  if (schedule.zoneChanges.length === 0) return false;
  const parts = dayParts(schedule, [from, to]);
  return subtract([from, to], normalize(parts.flatMap(({ start, end }) => [start, end]))).length > 0;
};
