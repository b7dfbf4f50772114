import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { calendars, connections, events } from '#db/schema/connection.ts';
import { withTenant } from '#db/tenant.ts';
import type { CalendarKey } from '#services/calendar/apply-changes.ts';
import type { ConnectionKey } from './credentials.ts';

/**
 * Removes a calendar's imported events and their blocks and unselects it. True when its connection is being ended and no
 * selected calendar is left.
 */
export const forgetCalendar = async (db: Database, key: CalendarKey): Promise<boolean> =>
  withTenant(db, key.tenantId, async (tx) => {
    await tx.execute(sql`
      delete from time_blocks where tenant_id = ${key.tenantId} and event_id in (
        select id from events where tenant_id = ${key.tenantId} and calendar_id = ${key.calendarId})`);
    await tx
      .delete(events)
      .where(and(eq(events.tenantId, key.tenantId), eq(events.calendarId, key.calendarId)));
    const [calendar] = await tx
      .update(calendars)
      .set({ isConflictCalendar: false, isTarget: false, cursor: null, lastSyncedAt: null, lastError: null })
      .where(and(eq(calendars.tenantId, key.tenantId), eq(calendars.id, key.calendarId)))
      .returning({ connectionId: calendars.connectionId });
    if (calendar === undefined) return false;
    const [left] = await tx
      .select({
        status: connections.status,
        selected: sql<number>`(select count(*)::int from calendars c where c.tenant_id = ${key.tenantId} and c.connection_id = ${calendar.connectionId} and (c.is_conflict_calendar or c.is_target))`,
      })
      .from(connections)
      .where(and(eq(connections.tenantId, key.tenantId), eq(connections.id, calendar.connectionId)));
    return left !== undefined && left.status === 'disconnecting' && left.selected === 0;
  });

/** Forgets the tokens. */
export const finishDisconnect = async (db: Database, key: ConnectionKey): Promise<void> => {
  await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(connections)
      .set({ status: 'disconnected', credentialsCiphertext: null, disconnectedAt: Date.now() })
      .where(and(eq(connections.tenantId, key.tenantId), eq(connections.id, key.connectionId))),
  );
};
