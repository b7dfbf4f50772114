import { and, eq, inArray, isNotNull, ne, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars, sessionEvents } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import type { SessionKey } from '#services/session/blocks.ts';

/** Those of a session's hosts in whose calendars it stands, or will. */
export const hostsWritten = async (
  tx: Transaction,
  { tenantId, sessionId }: SessionKey,
  hostIds: readonly string[],
): Promise<string[]> => {
  if (hostIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ memberId: calendars.memberId })
    .from(calendars)
    .innerJoin(
      integrations,
      and(eq(integrations.tenantId, calendars.tenantId), eq(integrations.id, calendars.integrationId)),
    )
    .leftJoin(
      sessionEvents,
      and(
        eq(sessionEvents.tenantId, calendars.tenantId),
        eq(sessionEvents.calendarId, calendars.id),
        eq(sessionEvents.sessionId, sessionId),
        ne(sessionEvents.state, 'deleted'),
      ),
    )
    .where(
      and(
        eq(calendars.tenantId, tenantId),
        inArray(calendars.memberId, [...hostIds]),
        inArray(integrations.status, ['connected', 'needs_reconnection']),
        or(eq(calendars.isTarget, true), isNotNull(sessionEvents.sessionId)),
      ),
    );
  return rows.map(({ memberId }) => memberId);
};
