import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars, connections, events, pushChannels } from '#db/schema/connection.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import { rebuildBlocks } from '#services/calendar/apply-changes.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type PageRequest, pageFrom } from '#services/page.ts';

type ConnectionRow = typeof connections.$inferSelect;
type WorkflowUrl = (calendarId: string) => string | null;

const iso = (instant: number): string => new Date(instant).toISOString();

/** Columns of the outer table are written out: drizzle leaves the table's name away in a select of one table. */
const loadViews = async (
  tx: Transaction,
  tenantId: string,
  rows: readonly ConnectionRow[],
  workflowUrl: WorkflowUrl,
) => {
  if (rows.length === 0) return [];
  const found = await tx
    .select({
      calendar: calendars,
      eventCount: sql<number>`(select count(*)::int from ${events} e where e.tenant_id = "calendars"."tenant_id" and e.calendar_id = "calendars"."id")`,
      pushUntil: sql<
        string | null
      >`(select max(p.expires_at) from ${pushChannels} p where p.tenant_id = "calendars"."tenant_id" and p.calendar_id = "calendars"."id" and p.state = 'open')`,
    })
    .from(calendars)
    .where(
      and(
        eq(calendars.tenantId, tenantId),
        inArray(
          calendars.connectionId,
          rows.map((row) => row.id),
        ),
      ),
    )
    .orderBy(sql`${calendars.isPrimary} desc`, asc(calendars.name));
  return rows.map((row) => ({
    id: row.id,
    vendor: row.vendor,
    accountEmail: row.accountEmail,
    status: row.status,
    connectedAt: iso(row.connectedAt),
    calendars: found
      .filter(({ calendar }) => calendar.connectionId === row.id)
      .map(({ calendar, eventCount, pushUntil }) => ({
        id: calendar.id,
        name: calendar.name,
        color: calendar.color,
        isPrimary: calendar.isPrimary,
        isConflictCalendar: calendar.isConflictCalendar,
        isTarget: calendar.isTarget,
        state: calendar.state,
        lastSyncedAt: calendar.lastSyncedAt === null ? null : iso(calendar.lastSyncedAt),
        eventCount,
        pushUntil: pushUntil === null ? null : new Date(pushUntil).toISOString(),
        lastError: calendar.lastError,
        workflowUrl: calendar.isConflictCalendar || calendar.isTarget ? workflowUrl(calendar.id) : null,
      })),
  }));
};

/** A page of the member's connections, oldest first, with the state of every calendar; ended ones are left out. */
export const listConnections = async (ctx: ServiceContext, page: PageRequest, workflowUrl: WorkflowUrl) => {
  const member = requirePermission(ctx, 'connections.read');
  const after = idAfter(page.cursor);
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const rows = await tx
      .select()
      .from(connections)
      .where(
        and(
          eq(connections.tenantId, ctx.tenantId),
          eq(connections.memberId, member.memberId),
          ne(connections.status, 'disconnected'),
          after === null ? undefined : gt(connections.id, after),
        ),
      )
      .orderBy(asc(connections.id))
      .limit(page.limit + 1);
    const { items, nextCursor } = pageFrom(rows, page.limit, (row) => row);
    return { items: await loadViews(tx, ctx.tenantId, items, workflowUrl), nextCursor };
  });
};

const loadOwnConnection = async (
  tx: Transaction,
  ctx: ServiceContext,
  connectionId: string,
): Promise<ConnectionRow> => {
  const member = requirePermission(ctx, 'connections.write');
  const [row] = await tx
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.tenantId, ctx.tenantId),
        eq(connections.id, connectionId),
        eq(connections.memberId, member.memberId),
        ne(connections.status, 'disconnected'),
      ),
    )
    .for('update');
  if (row === undefined) throw new AppError('not_found', 'There is no such connection.');
  return row;
};

const selectedCalendars = async (
  tx: Transaction,
  tenantId: string,
  connectionId: string,
): Promise<string[]> => {
  const rows = await tx
    .select({ id: calendars.id })
    .from(calendars)
    .where(
      and(
        eq(calendars.tenantId, tenantId),
        eq(calendars.connectionId, connectionId),
        sql`(${calendars.isConflictCalendar} or ${calendars.isTarget})`,
      ),
    );
  return rows.map((row) => row.id);
};

const wakeCalendars = (tx: Transaction, tenantId: string, calendarIds: readonly string[]): Promise<void> =>
  wake(tx, ...calendarIds.map((subjectId) => ({ tenantId, kind: 'calendar' as const, subjectId })));

/** Looks at the connection's calendars now; `connection_revoked` while the owner has to reconnect. */
export const syncConnection = async (ctx: ServiceContext, connectionId: string): Promise<void> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await loadOwnConnection(tx, ctx, connectionId);
    if (row.status !== 'connected')
      throw new AppError('connection_revoked', 'Connect the account again first.');
    await wakeCalendars(tx, ctx.tenantId, await selectedCalendars(tx, ctx.tenantId, connectionId));
    await audit(tx, ctx, { action: 'connection.sync', targetKind: 'connection', targetId: connectionId });
  });

/**
 * Ends the connection: the workflows of its selected calendars finish it; with none selected, that of any one calendar
 * does.
 */
export const disconnectConnection = async (ctx: ServiceContext, connectionId: string): Promise<void> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    await loadOwnConnection(tx, ctx, connectionId);
    await tx
      .update(connections)
      .set({ status: 'disconnecting' })
      .where(and(eq(connections.tenantId, ctx.tenantId), eq(connections.id, connectionId)));
    await audit(tx, ctx, {
      action: 'connection.disconnect',
      targetKind: 'connection',
      targetId: connectionId,
    });
    const selected = await selectedCalendars(tx, ctx.tenantId, connectionId);
    if (selected.length > 0) return wakeCalendars(tx, ctx.tenantId, selected);
    const [any] = await tx
      .select({ id: calendars.id })
      .from(calendars)
      .where(and(eq(calendars.tenantId, ctx.tenantId), eq(calendars.connectionId, connectionId)))
      .limit(1);
    return wakeCalendars(tx, ctx.tenantId, any === undefined ? [] : [any.id]);
  });

export type CalendarChoice = { isConflictCalendar?: boolean | undefined; isTarget?: true | undefined };

/** Chooses what a calendar is for; its sync begins or ends accordingly. */
export const updateCalendar = async (
  ctx: ServiceContext,
  calendarId: string,
  choice: CalendarChoice,
  workflowUrl: WorkflowUrl,
) => {
  const member = requirePermission(ctx, 'connections.write');
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
    const row = await loadOwnConnection(tx, ctx, after.connectionId);
    const [view] = await loadViews(tx, ctx.tenantId, [row], workflowUrl);
    if (view === undefined) throw new AppError('not_found', 'There is no such connection.');
    await wakeCalendars(tx, ctx.tenantId, [calendarId]);
    return view;
  });
};
