import { type SQL, sql } from 'drizzle-orm';
import { calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';

/** Whether bookings of these hosts (a list or a query of ids) are written to some connected calendar, as a column. */
export const hasTargetCalendar = (hostIds: SQL): SQL<boolean> =>
  sql<boolean>`exists (
    select 1 from ${calendars} c
    join ${integrations} n on n.tenant_id = c.tenant_id and n.id = c.integration_id
    where c.member_id in ${hostIds} and c.is_target
      and n.status in ('connected', 'needs_reconnection'))`;
