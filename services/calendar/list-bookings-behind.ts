import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import type { CalendarKey } from './apply-changes.ts';

/** More than that are told in later rounds. */
const mostAtOnce = 500;

/**
 * Bookings yet to come that a calendar does not show as they stand, soonest first: made before it was connected, changed or
 * cancelled while its access was lost, or in trouble with some calendar.
 */
export const listBookingsBehind = async (
  db: Database,
  input: CalendarKey & { now: number },
): Promise<string[]> =>
  withTenant(db, input.tenantId, async (tx) => {
    const result = await tx.execute<{ id: string }>(sql`
      select b.id from bookings b
      join booking_hosts h on h.tenant_id = b.tenant_id and h.booking_id = b.id
      join calendars c on c.tenant_id = h.tenant_id and c.member_id = h.member_id and c.id = ${input.calendarId}
      left join booking_events e on e.tenant_id = b.tenant_id and e.booking_id = b.id and e.calendar_id = c.id
      where b.tenant_id = ${input.tenantId} and b.ends_at > ${new Date(input.now).toISOString()}
        and case
          when b.status = 'cancelled' then coalesce(e.state, 'deleted') <> 'deleted'
          when b.status <> 'confirmed' then false
          when e.state is null then c.is_target and not exists (
            select 1 from booking_events o
            join calendars oc on oc.tenant_id = o.tenant_id and oc.id = o.calendar_id
            join connections cn on cn.tenant_id = oc.tenant_id and cn.id = oc.connection_id
            where o.tenant_id = b.tenant_id and o.booking_id = b.id and o.state <> 'deleted'
              and oc.member_id = c.member_id and cn.status in ('connected', 'needs_reconnection'))
          else b.calendar_sync = 'attention' or (e.state <> 'deleted' and e.written_revision < b.revision) end
      order by b.starts_at limit ${mostAtOnce}`);
    return result.rows.map(({ id }) => id);
  });
