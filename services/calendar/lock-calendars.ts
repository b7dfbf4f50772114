import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import type { CalendarKey } from './stored-events.ts';

/*
 * Locks are taken in this order everywhere: the member or the tenant, one integration, its calendars. What is read for a decision is read
 * after the lock that guards it: a row that was joined while waiting is as it was before.
 */

export type LockedCalendar = {
  calendar: typeof calendars.$inferSelect;
  integration: typeof integrations.$inferSelect;
};

/** A calendar, of this member if one is named, and its integration, locked and as they are now; null when there is none. */
export const lockCalendar = async (
  tx: Transaction,
  key: CalendarKey & { memberId?: string },
): Promise<LockedCalendar | null> => {
  const isThisOne = and(
    eq(calendars.tenantId, key.tenantId),
    eq(calendars.id, key.calendarId),
    key.memberId === undefined ? undefined : eq(calendars.memberId, key.memberId),
  );
  const [found] = await tx
    .select({ integrationId: calendars.integrationId })
    .from(calendars)
    .where(isThisOne);
  if (found === undefined) return null;
  const [integration] = await tx
    .select()
    .from(integrations)
    .where(and(eq(integrations.tenantId, key.tenantId), eq(integrations.id, found.integrationId)))
    .for('update');
  const [calendar] = await tx.select().from(calendars).where(isThisOne).for('update');
  return calendar === undefined || integration === undefined ? null : { calendar, integration };
};
