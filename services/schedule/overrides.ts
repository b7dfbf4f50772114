import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { scheduleOverrides } from '#db/schema/schedule.ts';
import type { ServiceContext } from '#services/context.ts';
import type { OverrideRow, ScheduleFields } from './present-schedule.ts';

/** Overrides of several schedules in one query. */
export const loadOverrides = async (
  tx: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, OverrideRow[]>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(scheduleOverrides)
    .where(and(eq(scheduleOverrides.tenantId, tenantId), inArray(scheduleOverrides.scheduleId, [...ids])))
    .orderBy(asc(scheduleOverrides.date));
  return Map.groupBy(rows, (row) => row.scheduleId);
};

/** Adds overrides to a schedule and returns them by date. */
export const writeOverrides = async (
  tx: Transaction,
  ctx: ServiceContext,
  scheduleId: string,
  overrides: ScheduleFields['overrides'],
): Promise<OverrideRow[]> => {
  if (overrides.length === 0) return [];
  const rows = await tx
    .insert(scheduleOverrides)
    .values(
      overrides.map((override) => ({
        tenantId: ctx.tenantId,
        id: ctx.newId('scheduleOverride'),
        scheduleId,
        date: override.date,
        ranges: override.ranges,
        title: override.title ?? null,
      })),
    )
    .returning();
  return rows.toSorted((a, b) => (a.date < b.date ? -1 : 1));
};
