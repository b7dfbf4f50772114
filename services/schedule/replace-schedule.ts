import { and, eq, sql } from 'drizzle-orm';
import { scheduleOverrides, schedules } from '#db/schema/schedule.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type BasedOn, requireVersion } from '#services/version.ts';
import { checkFields } from './check-schedule.ts';
import { clearOtherDefaults } from './default-schedule.ts';
import { writeOverrides } from './overrides.ts';
import { loadOwnSchedule } from './own-schedule.ts';
import { type ScheduleFields, type ScheduleView, toView } from './present-schedule.ts';

export type ReplaceScheduleInput = {
  scheduleId: string;
  basedOn: BasedOn;
  fields: ScheduleFields;
};

/** Replaces hours and overrides in one step, or `precondition_failed` when somebody else was faster. */
export const replaceSchedule = async (
  ctx: ServiceContext,
  input: ReplaceScheduleInput,
): Promise<ScheduleView> => {
  const member = requireAccess(ctx, 'schedules.write');
  checkFields(input.fields);
  const { overrides, ...fields } = input.fields;
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const before = await loadOwnSchedule(tx, ctx, member, input.scheduleId, true);
    requireVersion(input.basedOn, before.version, 'schedule');
    const mine = and(eq(schedules.tenantId, ctx.tenantId), eq(schedules.id, input.scheduleId));
    if (fields.isDefault) await clearOtherDefaults(tx, ctx, before.memberId, before.id);
    const [row] = await tx
      .update(schedules)
      .set({ ...fields, version: sql`${schedules.version} + 1`, updatedAt: ctx.now() })
      .where(mine)
      .returning();
    if (row === undefined) throw new Error('a locked row disappeared');
    await tx
      .delete(scheduleOverrides)
      .where(and(eq(scheduleOverrides.tenantId, ctx.tenantId), eq(scheduleOverrides.scheduleId, row.id)));
    const written = await writeOverrides(tx, ctx, row.id, overrides);
    await audit(tx, ctx, {
      action: 'schedule.replace',
      targetKind: 'schedule',
      targetId: row.id,
      before: { version: before.version, timeZone: before.timeZone },
      after: { version: row.version, timeZone: row.timeZone },
    });
    return toView(row, written);
  });
};
