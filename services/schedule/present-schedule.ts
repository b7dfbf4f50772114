import type { z } from 'zod';
import type { Schedule, ScheduleInput } from '#contracts/schedule.ts';
import type { scheduleOverrides, schedules } from '#db/schema/schedule.ts';

export type ScheduleRow = typeof schedules.$inferSelect;
export type OverrideRow = typeof scheduleOverrides.$inferSelect;
export type ScheduleView = z.input<typeof Schedule>;
export type ScheduleFields = z.output<typeof ScheduleInput>;

/** A schedule as the API shows it. */
export const toView = (row: ScheduleRow, overrides: readonly OverrideRow[]): ScheduleView => ({
  id: row.id,
  name: row.name,
  timeZone: row.timeZone,
  weekly: row.weekly,
  overrides: overrides.map(({ date, ranges, title }) => ({
    date,
    ranges,
    ...(title === null ? {} : { title }),
  })),
  isDefault: row.isDefault,
  validFrom: row.validFrom,
  validUntil: row.validUntil,
  version: row.version,
  updatedAt: new Date(row.updatedAt).toISOString(),
});
