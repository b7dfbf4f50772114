import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { calendars, events } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import { removeExternalBlocks } from '#services/session/external-blocks.ts';
import { dropConflicts } from './conflict/conflicts.ts';
import { lockCalendar } from './lock-calendars.ts';
import type { CalendarKey } from './stored-events.ts';

/** As a calendar is before its first full pass. */
const neverRead = { cursor: null, lastSyncedAt: null, readUntil: null, withheld: null, lastError: null };

/** What releasing a calendar came to. */
export type Released = {
  /** It is followed again: its owner has connected or chosen it anew meanwhile. */
  kept: boolean;
  /** Its integration is being ended and no other calendar of it is left. */
  isLast: boolean;
  /** When its owner last gave consent, epoch milliseconds. */
  consentAt: number;
};

const forget = async (tx: Transaction, key: CalendarKey): Promise<void> => {
  const ofCalendar = and(eq(events.tenantId, key.tenantId), eq(events.calendarId, key.calendarId));
  await removeExternalBlocks(tx, key.tenantId, tx.select({ id: events.id }).from(events).where(ofCalendar));
  await tx.delete(events).where(ofCalendar);
  await dropConflicts(tx, key);
  await tx
    .update(calendars)
    .set({ isConflictCalendar: false, isTarget: false, ...neverRead })
    .where(and(eq(calendars.tenantId, key.tenantId), eq(calendars.id, key.calendarId)));
};

/**
 * Removes a calendar's imported events and their blocks and unselects it, unless it is wanted again by now: what the
 * owner chose last is in Postgres, not in the message that asked for this.
 */
export const forgetCalendar = async (db: Database, key: CalendarKey): Promise<Released> =>
  withTenant(db, key.tenantId, async (tx) => {
    // Siblings that are released at the same time, a new consent and a new choice take turns here.
    const locked = await lockCalendar(tx, key);
    if (locked === null) return { kept: false, isLast: false, consentAt: 0 };
    const {
      calendar,
      integration: { status, connectedAt: consentAt },
    } = locked;
    const isWanted =
      (calendar.isConflictCalendar || calendar.isTarget) &&
      (status === 'connected' || status === 'needs_reconnection');
    if (isWanted) return { kept: true, isLast: false, consentAt };
    await forget(tx, key);
    const [left] = await tx
      .select({ selected: sql<number>`count(*)::int` })
      .from(calendars)
      .where(
        and(
          eq(calendars.tenantId, key.tenantId),
          eq(calendars.integrationId, calendar.integrationId),
          sql`(${calendars.isConflictCalendar} or ${calendars.isTarget})`,
        ),
      );
    return { kept: false, isLast: status === 'disconnecting' && left?.selected === 0, consentAt };
  });

/** Calendars of a member who is erased keep that there was one, and nothing of what stood in it or what it was called. */
export const forgetCalendarsOf = async (
  tx: Transaction,
  { tenantId, memberId }: { tenantId: string; memberId: string },
): Promise<void> => {
  const theirs = and(eq(events.tenantId, tenantId), eq(events.memberId, memberId));
  await removeExternalBlocks(tx, tenantId, tx.select({ id: events.id }).from(events).where(theirs));
  await tx.delete(events).where(theirs);
  await tx
    .update(calendars)
    .set({
      name: '',
      externalId: sql`${calendars.id}`,
      isConflictCalendar: false,
      isTarget: false,
      ...neverRead,
    })
    .where(and(eq(calendars.tenantId, tenantId), eq(calendars.memberId, memberId)));
};
