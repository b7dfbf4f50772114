import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { statusesThat } from '#domain/booking/status.ts';
import type { Carrier } from '#services/booking/change/owe.ts';
import { oweEffects } from '../effect/owe-effects.ts';
import type { CalendarKey } from './stored-events.ts';

/** More than that follow in later rounds. */
const mostAtOnce = 500;

/**
 * Sessions yet to come that a calendar does not show as they stand (made before it was connected, changed or cancelled
 * while its access was lost, failing with some calendar) are owed their events at once, soonest first; what a member has
 * dismissed is left alone. Answers how many.
 */
export const oweCalendarEvents = async (
  db: Database,
  input: CalendarKey & { now: number },
): Promise<{ owed: number }> =>
  withTenant(db, input.tenantId, async (tx) => {
    const now = new Date(input.now).toISOString();
    const shown = statusesThat(({ inCalendars }) => inCalendars);
    const found = await tx.execute<Carrier>(sql`
      select distinct on (s.starts_at, s.id)
        case when s.capacity > 1 then 'session' else 'booking' end as kind,
        case when s.capacity > 1 then s.id else b.id end as id
      from sessions s
      join bookings b on b.tenant_id = s.tenant_id and b.session_id = s.id
      join session_hosts h on h.tenant_id = s.tenant_id and h.session_id = s.id
      join calendars c on c.tenant_id = h.tenant_id and c.member_id = h.member_id and c.id = ${input.calendarId}
      left join session_events e on e.tenant_id = s.tenant_id and e.session_id = s.id and e.calendar_id = c.id
      left join effects f on f.tenant_id = s.tenant_id and f.name = 'calendar'
        and (f.subject_kind, f.subject_id) in (('session', s.id), ('booking', b.id))
      where s.tenant_id = ${input.tenantId} and s.ends_at > ${now}
        and coalesce(f.state, 'done') <> 'dismissed'
        and case
          when not exists (
            select 1 from bookings o
            where o.tenant_id = s.tenant_id and o.session_id = s.id and o.status in ${shown})
            then coalesce(e.state, 'deleted') <> 'deleted'
          when e.state is null then c.is_target and not exists (
            select 1 from session_events o
            join calendars oc on oc.tenant_id = o.tenant_id and oc.id = o.calendar_id
            join integrations cn on cn.tenant_id = oc.tenant_id and cn.id = oc.integration_id
            where o.tenant_id = s.tenant_id and o.session_id = s.id and o.state <> 'deleted'
              and oc.member_id = c.member_id and cn.status in ('connected', 'needs_reconnection'))
          else f.failure is not null or (e.state <> 'deleted' and e.written_revision < s.revision) end
      order by s.starts_at, s.id limit ${mostAtOnce}`);
    const carriers = found.rows;
    if (carriers.length === 0) return { owed: 0 };
    const { tenantId } = input;
    await oweEffects(
      tx,
      carriers.map(({ kind, id }) => ({
        tenantId,
        subjectKind: kind,
        subjectId: id,
        name: 'calendar' as const,
      })),
      input.now,
    );
    wake(tx, ...carriers.map(({ kind, id }) => ({ tenantId, kind, subjectId: id })));
    return { owed: carriers.length };
  });
