import { and, eq } from 'drizzle-orm';
import { calendars } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockOwnIntegration } from '#services/integration/own-integration.ts';
import { viewIntegrations, type WorkflowUrl } from '#services/integration/view-integrations.ts';
import { wakeCalendars } from '#services/integration/wake-calendars.ts';
import { rebuildBlocks } from './stored-events.ts';

export type CalendarChoice = { isConflictCalendar?: boolean | undefined; isTarget?: true | undefined };

/** Chooses what a calendar is for; its sync begins or ends accordingly. */
export const updateCalendar = async (
  ctx: ServiceContext,
  calendarId: string,
  choice: CalendarChoice,
  workflowUrl: WorkflowUrl,
) => {
  const member = requirePermission(ctx, 'integrations.write');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const mine = and(eq(calendars.tenantId, ctx.tenantId), eq(calendars.memberId, member.memberId));
    const [before] = await tx
      .select()
      .from(calendars)
      .where(and(mine, eq(calendars.id, calendarId)))
      .for('update');
    if (before === undefined) throw new AppError('not_found', 'There is no such calendar.');
    if (choice.isTarget === true && !before.canWrite)
      throw new AppError('invalid_request', 'This calendar is read-only.', {
        errors: [{ pointer: '/isTarget', message: 'the calendar cannot be written to' }],
      });
    if (choice.isTarget === true)
      await tx
        .update(calendars)
        .set({ isTarget: false })
        .where(and(mine, eq(calendars.isTarget, true)));
    const [after] = await tx
      .update(calendars)
      .set({
        ...(choice.isConflictCalendar === undefined ? {} : { isConflictCalendar: choice.isConflictCalendar }),
        ...(choice.isTarget === undefined ? {} : { isTarget: true }),
      })
      .where(and(mine, eq(calendars.id, calendarId)))
      .returning();
    if (after === undefined) throw new AppError('not_found', 'There is no such calendar.');
    if (before.isConflictCalendar !== after.isConflictCalendar) await rebuildBlocks(tx, after);
    await audit(tx, ctx, {
      action: 'calendar.update',
      targetKind: 'calendar',
      targetId: calendarId,
      after: { ...choice },
    });
    const row = await lockOwnIntegration(tx, ctx, after.integrationId);
    const [view] = await viewIntegrations(tx, ctx.tenantId, [row], workflowUrl);
    if (view === undefined) throw new AppError('not_found', 'There is no such integration.');
    wakeCalendars(tx, ctx.tenantId, [calendarId]);
    return view;
  });
};
