import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { timestampAt } from '#db/columns.ts';
import { withTenant } from '#db/tenant.ts';
import { statusesThat } from '#domain/booking/status.ts';
import type { CalendarKey } from '../stored-events.ts';

/** An event of ours as it was last written, which may not stand in its calendar as it was. */
export type Suspect = CalendarKey & {
  sessionId: string;
  externalId: string;
  /** Of the session, and the one that was written. */
  revision: number;
  etag: string | null;
};

/** Each of them is asked for at the vendor; more than that follow with the next pass. */
const mostAtOnce = 50;

/**
 * Events of ours for sessions to come that the calendar, as far as it has been read, does not show as they were written, and
 * those of open conflicts that it shows again as they should be. What is still to be written is not among them: it is about to
 * be overwritten. A suspicion is none of our own doing only once the vendor has confirmed it.
 */
export const findSuspects = async (
  db: Database,
  { tenantId, calendarId, now }: CalendarKey & { now: number },
): Promise<Suspect[]> =>
  withTenant(db, tenantId, async (tx) => {
    const { rows } = await tx.execute<{
      sessionId: string;
      externalId: string;
      revision: number;
      etag: string | null;
    }>(sql`
      select w.session_id as "sessionId", w.external_id as "externalId", w.written_revision as revision, w.etag
      from session_events w
      join calendars c on c.tenant_id = w.tenant_id and c.id = w.calendar_id
      join sessions s on s.tenant_id = w.tenant_id and s.id = w.session_id
      left join events e on e.tenant_id = w.tenant_id and e.calendar_id = w.calendar_id and e.external_id = w.external_id
      left join conflicts k on k.tenant_id = w.tenant_id and k.calendar_id = w.calendar_id
        and k.session_id = w.session_id and k.outcome is null
      where w.tenant_id = ${tenantId} and w.calendar_id = ${calendarId} and w.state = 'written'
        and w.written_revision = s.revision
        and s.starts_at > ${timestampAt(now)} and s.starts_at < c.read_until
        and exists (
          select 1 from bookings b where b.tenant_id = s.tenant_id and b.session_id = s.id
            and b.status in ${statusesThat(({ inCalendars }) => inCalendars)})
        and case
          when e.id is null then k.kind is distinct from 'event_removed' or k.session_revision <> s.revision
          when (e.starts_at, e.ends_at) = (s.starts_at, s.ends_at) then k.id is not null
          else k.kind is distinct from 'event_moved' or k.session_revision <> s.revision
            or (k.theirs ->> 'start')::float8 <> extract(epoch from e.starts_at) * 1000
            or (k.theirs ->> 'end')::float8 <> extract(epoch from e.ends_at) * 1000
          end
      order by s.starts_at, w.session_id limit ${mostAtOnce}`);
    return rows.map((row) => ({ tenantId, calendarId, ...row }));
  });
