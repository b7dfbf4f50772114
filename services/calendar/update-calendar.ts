import { and, eq } from 'drizzle-orm';
import { calendars } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockChoices } from '#services/integration/lock-owner.ts';
import { viewIntegrations, type WorkflowUrl } from '#services/integration/view-integrations.ts';
import { wakeCalendars } from '#services/integration/wake-calendars.ts';
import { requireRoom } from '#services/plan/require-room.ts';
import { lockCalendar } from './lock-calendars.ts';
import { rebuildBlocks } from './stored-events.ts';

export type CalendarChoice = { isConflictCalendar?: boolean | undefined; isTarget?: true | undefined };

/**
 * Chooses what a calendar is for; its sync begins or ends accordingly. Of two calendars that are chosen to be written to at
 * the same moment, the later one is.
 */
export const updateCalendar = async (
  ctx: ServiceContext,
  calendarId: string,
  choice: CalendarChoice,
  workflowUrl: WorkflowUrl,
) => {
  const { tenantId } = ctx;
  const { memberId } = requirePermission(ctx, 'integrations.write');
  return withTenant(ctx.db, tenantId, async (tx) => {
    const mine = and(eq(calendars.tenantId, tenantId), eq(calendars.memberId, memberId));
    await lockChoices(tx, tenantId, memberId);
    const locked = await lockCalendar(tx, { tenantId, calendarId, memberId });
    if (locked === null || locked.integration.status === 'disconnected')
      throw new AppError('not_found', 'There is no such calendar.');
    const { calendar: before, integration } = locked;
    if (choice.isTarget === true && !before.canWrite)
      throw new AppError('invalid_request', 'This calendar is read-only.', {
        errors: [{ pointer: '/isTarget', message: 'the calendar cannot be written to' }],
      });
    const isUsed = before.isConflictCalendar || before.isTarget;
    if (!isUsed && (choice.isTarget === true || choice.isConflictCalendar === true))
      await requireRoom(tx, ctx, { name: 'calendars' });
    if (choice.isTarget === true)
      await tx
        .update(calendars)
        .set({ isTarget: false })
        .where(and(mine, eq(calendars.isTarget, true)));
    const [after] = await tx
      .update(calendars)
      .set({
        isConflictCalendar: choice.isConflictCalendar ?? before.isConflictCalendar,
        isTarget: choice.isTarget ?? before.isTarget,
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
    const [view] = await viewIntegrations(tx, tenantId, [integration], workflowUrl);
    if (view === undefined) throw new AppError('not_found', 'There is no such integration.');
    wakeCalendars(tx, tenantId, [calendarId]);
    return view;
  });
};
