import { type SQL, sql } from 'drizzle-orm';
import { calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';

/** Whether some calendar that bookings of these members are written to can make their video meeting, as a column. */
export const makesMeetings = (memberIds: SQL): SQL<boolean> =>
  sql<boolean>`exists (
    select 1 from ${calendars} c
    join ${integrations} n on n.tenant_id = c.tenant_id and n.id = c.integration_id
    where c.member_id in ${memberIds} and c.is_target and c.makes_meetings
      and n.status in ('connected', 'needs_reconnection'))`;
