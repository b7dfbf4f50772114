import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { prepared } from '#db/prepared.ts';
import { calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { conferenceSourceOf } from '#domain/conference/source.ts';
import type { ConferenceSource } from '#domain/conference/types.ts';
import { fallbackAddress } from '#domain/link/location.ts';
import type { LocationKind } from '#domain/link/types.ts';
import type { ConferenceVendor } from '#domain/vendors.ts';
import { hasTargetCalendar } from './target-calendars.ts';

/** Whether some calendar that bookings of these members are written to can make their video meeting, as a column. */
export const makesMeetings = (memberIds: SQL): SQL<boolean> =>
  sql<boolean>`exists (
    select 1 from ${calendars} c
    join ${integrations} n on n.tenant_id = c.tenant_id and n.id = c.integration_id
    where c.member_id in ${memberIds} and c.is_target and c.makes_meetings
      and n.status in ('connected', 'needs_reconnection'))`;

/** Whether a calendar of this member is no longer read, because its account must be connected again, as a column. */
export const hasLostCalendar = (memberId: SQL): SQL<boolean> =>
  sql<boolean>`exists (
    select 1 from ${integrations} n
    where n.member_id = ${memberId} and n.capability = 'calendar' and n.status = 'needs_reconnection')`;

/**
 * The vendor whose account makes the organisation's meetings, the one connected last, if need be one to be reconnected; null
 * without an account; as a column.
 */
export const conferenceVendorOf = (tenantId: string | SQLWrapper): SQL<ConferenceVendor | null> =>
  sql<ConferenceVendor | null>`(
    select n.vendor from ${integrations} n
    where n.tenant_id = ${tenantId} and n.capability = 'conference'
      and n.status in ('connected', 'needs_reconnection')
    order by n.connected_at desc, n.id limit 1)`;

export type SessionConference = {
  conference: ConferenceSource | null;
  /** Known from the start where the address is the link's own; it stays, so that nobody ever waits in two places. */
  meetingUrl: string | null;
  /** Some host's calendar is written to. */
  hasCalendar: boolean;
};

const selectMakers = prepared<{ asked: { tenantId: string; hostIds: readonly string[] } }>()(
  (tx, { asked }) => {
    const hosts = sql`(select unnest(${asked.hostIds}::text[]))`;
    return tx
      .select({
        hasCalendar: hasTargetCalendar(hosts),
        calendar: makesMeetings(hosts),
        vendor: conferenceVendorOf(asked.tenantId),
      })
      .from(sql`(select 1) one`);
  },
);

/** Where a session that is about to be opened will meet, in one query. */
export const chooseConference = async (
  tx: Transaction,
  link: { tenantId: string; locationKind: LocationKind; locationValue: string },
  hostIds: readonly string[],
): Promise<SessionConference> => {
  const [row] = await selectMakers(tx, { asked: { tenantId: link.tenantId, hostIds } });
  const place = { kind: link.locationKind, value: link.locationValue };
  const conference = conferenceSourceOf(place, {
    calendar: row?.calendar === true,
    vendor: (row?.vendor ?? null) !== null,
  });
  return {
    conference,
    meetingUrl: conference === 'own_link' ? fallbackAddress(place) : null,
    hasCalendar: row?.hasCalendar === true,
  };
};
