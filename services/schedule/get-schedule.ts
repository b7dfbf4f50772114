import { withTenant } from '#db/tenant.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadOverrides } from './overrides.ts';
import { loadOwnSchedule } from './own-schedule.ts';
import { type ScheduleView, toView } from './present-schedule.ts';

/** One schedule of the caller (admins: of anybody in the tenant), or `not_found`. */
export const getSchedule = async (
  ctx: ServiceContext,
  input: { scheduleId: string },
): Promise<ScheduleView> => {
  const member = requireAccess(ctx, 'schedules.read');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await loadOwnSchedule(tx, ctx, member, input.scheduleId);
    const overrides = await loadOverrides(tx, ctx.tenantId, [row.id]);
    return toView(row, overrides.get(row.id) ?? []);
  });
};
