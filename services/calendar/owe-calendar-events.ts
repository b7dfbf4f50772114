import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { statusesThat } from '#domain/booking/status.ts';
import { oweEffects } from '../effect/owe-effects.ts';
import type { CalendarKey } from './apply-changes.ts';

/** More than that follow in later rounds. */
const mostAtOnce = 500;

/**
 * Bookings yet to come that a calendar does not show as they stand (made before it was connected, changed or cancelled
 * while its access was lost, failing with some calendar) are owed their events at once, soonest first; what a member has dismissed is left alone. Answers
 * how many.
 */
export const oweCalendarEvents = async (
  db: Database,
  input: CalendarKey & { now: number },
): Promise<{ owed: number }> =>
  withTenant(db, input.tenantId, async (tx) => {
    const now = new Date(input.now).toISOString();
    const shown = statusesThat(({ inCalendars }) => inCalendars);
    const found = await tx.execute<{ id: string }>(sql`
      select b.id from bookings b
      join booking_hosts h on h.tenant_id = b.tenant_id and h.booking_id = b.id
      join calendars c on c.tenant_id = h.tenant_id and c.member_id = h.member_id and c.id = ${input.calendarId}
      left join booking_events e on e.tenant_id = b.tenant_id and e.booking_id = b.id and e.calendar_id = c.id
      left join effects f on f.tenant_id = b.tenant_id and f.subject_kind = 'booking' and f.subject_id = b.id
        and f.name = 'calendar'
      where b.tenant_id = ${input.tenantId} and b.ends_at > ${now}
        and coalesce(f.state, 'done') <> 'dismissed'
        and case
          when b.status not in ${shown} then coalesce(e.state, 'deleted') <> 'deleted'
          when e.state is null then c.is_target and not exists (
            select 1 from booking_events o
            join calendars oc on oc.tenant_id = o.tenant_id and oc.id = o.calendar_id
            join connections cn on cn.tenant_id = oc.tenant_id and cn.id = oc.connection_id
            where o.tenant_id = b.tenant_id and o.booking_id = b.id and o.state <> 'deleted'
              and oc.member_id = c.member_id and cn.status in ('connected', 'needs_reconnection'))
          else f.failure is not null or (e.state <> 'deleted' and e.written_revision < b.revision) end
      order by b.starts_at limit ${mostAtOnce}`);
    const ids = found.rows.map(({ id }) => id);
    if (ids.length === 0) return { owed: 0 };
    await oweEffects(
      tx,
      ids.map((subjectId) => ({
        tenantId: input.tenantId,
        subjectKind: 'booking' as const,
        subjectId,
        name: 'calendar' as const,
      })),
      input.now,
    );
    await wake(
      tx,
      ...ids.map((subjectId) => ({ tenantId: input.tenantId, kind: 'booking' as const, subjectId })),
    );
    return { owed: ids.length };
  });
