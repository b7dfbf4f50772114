import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { schedules } from '#db/schema/schedule.ts';
import { AppError } from '#domain/errors.ts';
import { type Caller, requireOwn } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import type { ScheduleRow } from './present-schedule.ts';

/** A schedule the member may see and change; somebody else's looks as if it did not exist. */
export const loadOwnSchedule = async (
  tx: Transaction,
  ctx: ServiceContext,
  member: Caller,
  scheduleId: string,
  lock = false,
): Promise<ScheduleRow> => {
  const query = tx
    .select()
    .from(schedules)
    .where(and(eq(schedules.tenantId, ctx.tenantId), eq(schedules.id, scheduleId)));
  const [row] = lock ? await query.for('update') : await query;
  if (row === undefined) throw new AppError('not_found', 'No such schedule.');
  requireOwn(member, row.memberId, 'schedule');
  return row;
};
