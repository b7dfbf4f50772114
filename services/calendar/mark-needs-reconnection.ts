import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import { type IntegrationKey, loseGrant } from '#services/integration/credentials.ts';

/**
 * The vendor refused the tokens of this grant for good: the integration and its selected calendars say so. The last known
 * busy times stay: availability fails closed. Changes nothing when the owner has connected again meanwhile.
 */
export const markNeedsReconnection = async (
  db: Database,
  key: IntegrationKey & { connectedAt: number },
): Promise<void> => {
  await withTenant(db, key.tenantId, async (tx) => {
    if (!(await loseGrant(tx, key))) return;
    await tx
      .update(calendars)
      .set({ state: 'needs_reconnection' })
      .where(
        and(
          eq(calendars.tenantId, key.tenantId),
          eq(calendars.integrationId, key.integrationId),
          sql`(${calendars.isConflictCalendar} or ${calendars.isTarget})`,
        ),
      );
  });
};
