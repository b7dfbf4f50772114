import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { calendars, connectedAccounts, connections, events } from '#db/schema/connection.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import type { CalendarKey } from '#services/calendar/apply-changes.ts';
import type { ConnectionKey } from './credentials.ts';

/** What releasing a calendar came to. */
export type Released = {
  /** It is followed again: its owner has connected or chosen it anew meanwhile. */
  kept: boolean;
  /** Its connection is being ended and no other calendar of it is left. */
  isLast: boolean;
};

const forget = async (tx: Transaction, key: CalendarKey): Promise<void> => {
  await tx.execute(sql`
    delete from time_blocks where tenant_id = ${key.tenantId} and event_id in (
      select id from events where tenant_id = ${key.tenantId} and calendar_id = ${key.calendarId})`);
  await tx
    .delete(events)
    .where(and(eq(events.tenantId, key.tenantId), eq(events.calendarId, key.calendarId)));
  await tx
    .update(calendars)
    .set({ isConflictCalendar: false, isTarget: false, cursor: null, lastSyncedAt: null, lastError: null })
    .where(and(eq(calendars.tenantId, key.tenantId), eq(calendars.id, key.calendarId)));
};

/**
 * Removes a calendar's imported events and their blocks and unselects it, unless it is wanted again by now: what the
 * owner chose last is in Postgres, not in the message that asked for this.
 */
export const forgetCalendar = async (db: Database, key: CalendarKey): Promise<Released> =>
  withTenant(db, key.tenantId, async (tx) => {
    const [row] = await tx
      .select({ calendar: calendars, status: connections.status })
      .from(calendars)
      .innerJoin(
        connections,
        and(eq(connections.tenantId, calendars.tenantId), eq(connections.id, calendars.connectionId)),
      )
      .where(and(eq(calendars.tenantId, key.tenantId), eq(calendars.id, key.calendarId)))
      // Siblings that are released at the same time, and a new consent, take turns here.
      .for('update', { of: connections });
    if (row === undefined) return { kept: false, isLast: false };
    const { calendar, status } = row;
    const isWanted =
      (calendar.isConflictCalendar || calendar.isTarget) &&
      (status === 'connected' || status === 'needs_reconnection');
    if (isWanted) return { kept: true, isLast: false };
    await forget(tx, key);
    const [left] = await tx
      .select({ selected: sql<number>`count(*)::int` })
      .from(calendars)
      .where(
        and(
          eq(calendars.tenantId, key.tenantId),
          eq(calendars.connectionId, calendar.connectionId),
          sql`(${calendars.isConflictCalendar} or ${calendars.isTarget})`,
        ),
      );
    return { kept: false, isLast: status === 'disconnecting' && left?.selected === 0 };
  });

/** As the trigger on `connections` has it. */
const accountHash = sql<string>`account_hash(${connections.vendor}, ${connections.externalAccountId})`;

/**
 * Whether the vendor may be told to forget the account: taking access back ends every grant of the account, so not while
 * another connection lives on it, in whatever tenant, or its owner has come back.
 */
export const mayRevoke = async (db: Database, key: ConnectionKey): Promise<boolean> => {
  const [ending] = await withTenant(db, key.tenantId, (tx) =>
    tx
      .select({ accountHash })
      .from(connections)
      .where(
        and(
          eq(connections.tenantId, key.tenantId),
          eq(connections.id, key.connectionId),
          eq(connections.status, 'disconnecting'),
        ),
      ),
  );
  if (ending === undefined) return false;
  const [other] = await withRoutingKey(db, ending.accountHash, (tx) =>
    tx.select({ connectionId: connectedAccounts.connectionId }).from(connectedAccounts).limit(1),
  );
  return other === undefined;
};

/** Forgets the tokens of a connection that is being ended; one that was connected anew meanwhile keeps its own. */
export const finishDisconnect = async (db: Database, key: ConnectionKey): Promise<void> => {
  await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(connections)
      .set({ status: 'disconnected', credentialsCiphertext: null, disconnectedAt: sql`now()` })
      .where(
        and(
          eq(connections.tenantId, key.tenantId),
          eq(connections.id, key.connectionId),
          eq(connections.status, 'disconnecting'),
        ),
      ),
  );
};
