import { and, eq, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars, sessionEvents } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import type { SessionKey } from '#services/session/blocks.ts';

/** Whether bookings of these hosts (a list or a query of ids) are written to some connected calendar, as a column. */
export const hasTargetCalendar = (hostIds: SQL): SQL<boolean> =>
  sql<boolean>`exists (
    select 1 from ${calendars} c
    join ${integrations} n on n.tenant_id = c.tenant_id and n.id = c.integration_id
    where c.member_id in ${hostIds} and c.is_target
      and n.status in ('connected', 'needs_reconnection'))`;

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

/** Whether what these hosts have is written to some connected calendar. */
export const awaitsCalendar = async (tx: Transaction, hostIds: readonly string[]): Promise<boolean> => {
  const [row] = await tx.select({ found: hasTargetCalendar(sql`${[...hostIds]}`) }).from(sql`(select 1) one`);
  return row?.found === true;
};
