import { and, eq, isNull } from 'drizzle-orm';
import { links } from '#db/schema/link.ts';
import { schedules } from '#db/schema/schedule.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { forgetSchedule } from '#services/link/forget-schedule.ts';
import { type BasedOn, requireVersion } from '#services/version.ts';
import { loadOwnSchedule } from './own-schedule.ts';

/**
 * Deletes a schedule no live link uses and that is not the default (hosts without one offer nothing); otherwise
 * `in_use`. Archived links that named it fall back to their owner's default.
 */
export const deleteSchedule = async (
  ctx: ServiceContext,
  input: { scheduleId: string; basedOn: BasedOn },
): Promise<void> => {
  const member = requireAccess(ctx, 'schedules.write');
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await loadOwnSchedule(tx, ctx, member, input.scheduleId, true);
    requireVersion(input.basedOn, row.version, 'schedule');
    if (row.isDefault)
      throw new AppError('in_use', 'It is the default schedule; make another one the default first.');
    const naming = and(eq(links.tenantId, ctx.tenantId), eq(links.scheduleId, row.id));
    const [used] = await tx
      .select({ title: links.title })
      .from(links)
      .where(and(naming, isNull(links.archivedAt)))
      .limit(1);
    if (used !== undefined) throw new AppError('in_use', 'A booking link uses this schedule.');
    await forgetSchedule(tx, ctx.tenantId, row.id);
    await tx.delete(schedules).where(and(eq(schedules.tenantId, ctx.tenantId), eq(schedules.id, row.id)));
    await audit(tx, ctx, {
      action: 'schedule.delete',
      targetKind: 'schedule',
      targetId: row.id,
      before: { name: row.name },
    });
  });
};
