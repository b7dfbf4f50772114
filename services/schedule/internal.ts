import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { z } from 'zod';
import type { Schedule, ScheduleInput } from '#contracts/schedule.ts';
import type { Transaction } from '#db/client.ts';
import { scheduleOverrides, schedules } from '#db/schema/schedule.ts';
import { AppError, type FieldError } from '#domain/errors.ts';
import { type MemberActor, requireOwn } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

export type ScheduleRow = typeof schedules.$inferSelect;
export type OverrideRow = typeof scheduleOverrides.$inferSelect;
export type ScheduleView = z.input<typeof Schedule>;
export type ScheduleFields = z.output<typeof ScheduleInput>;

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

/** A schedule the member may see and change; somebody else's looks as if it did not exist. */
export const loadOwnSchedule = async (
  tx: Transaction,
  ctx: ServiceContext,
  member: MemberActor,
  scheduleId: string,
  lock = false,
): Promise<ScheduleRow> => {
  const query = tx
    .select()
    .from(schedules)
    .where(and(eq(schedules.tenantId, ctx.tenantId), eq(schedules.id, scheduleId)));
  const [row] = await (lock ? query.for('update') : query);
  if (row === undefined) throw new AppError('not_found', 'No such schedule.');
  requireOwn(member, row.memberId, 'schedule');
  return row;
};

type Range = { startMinute: number; endMinute: number };

const overlapAt = (ranges: readonly Range[]): number => {
  const sorted = ranges
    .map((range, index) => ({ ...range, index }))
    .toSorted((a, b) => a.startMinute - b.startMinute);
  const clash = sorted.find((range, i) => i > 0 && range.startMinute < (sorted[i - 1]?.endMinute ?? 0));
  return clash?.index ?? -1;
};

/** Rules that span fields; throws `invalid_request` naming each wrong one. */
export const checkFields = (input: ScheduleFields): void => {
  const errors: FieldError[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const day = input.weekly.flatMap((block, index) =>
      block.weekday === weekday ? [{ ...block, at: index }] : [],
    );
    const clash = day[overlapAt(day)];
    if (clash !== undefined)
      errors.push({ pointer: `/weekly/${clash.at}`, message: 'overlaps another block of the day' });
  }
  const dates = new Set<string>();
  input.overrides.forEach((override, index) => {
    if (dates.has(override.date))
      errors.push({ pointer: `/overrides/${index}/date`, message: 'must not repeat a date' });
    dates.add(override.date);
    const clash = overlapAt(override.ranges);
    if (clash >= 0)
      errors.push({ pointer: `/overrides/${index}/ranges/${clash}`, message: 'overlaps another range' });
  });
  if (input.validFrom !== null && input.validUntil !== null && input.validUntil < input.validFrom) {
    errors.push({ pointer: '/validUntil', message: 'must not be before validFrom' });
  }
  if (errors.length > 0)
    throw new AppError('invalid_request', 'The schedule contradicts itself.', { errors });
};

/** A member has one default schedule: making another one the default takes the mark from the first. */
export const clearOtherDefaults = async (
  tx: Transaction,
  ctx: ServiceContext,
  memberId: string,
  keepId: string,
): Promise<void> => {
  await tx
    .update(schedules)
    .set({ isDefault: false })
    .where(
      and(
        eq(schedules.tenantId, ctx.tenantId),
        eq(schedules.memberId, memberId),
        eq(schedules.isDefault, true),
        ne(schedules.id, keepId),
      ),
    );
};

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
