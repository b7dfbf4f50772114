import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import type {
  BlockFact,
  BookingFact,
  BusyFact,
  DeliveryFact,
  Evidence,
  InboxFact,
  RequestFact,
  TargetFact,
  TimelineFact,
} from './evidence.ts';

/** Sees every tenant: the administrator of the run's own cluster is not bound by row-level security. */
export async function openAsAdministrator(stateDir: string, port: number): Promise<Sql> {
  const password = (await readFile(join(stateDir, 'postgres', 'administrator-password'), 'utf8')).trim();
  return postgres({
    host: '127.0.0.1',
    port,
    database: 'everslot',
    username: 'postgres',
    password,
    max: 2,
    idle_timeout: 5,
    onnotice: () => undefined,
    connection: { TimeZone: 'UTC' },
  });
}

const ms = (sql: Sql, column: string) =>
  sql.unsafe(`(extract(epoch from ${column}) * 1000)::float8`);

export type DatabaseEvidence = Pick<
  Evidence,
  'bookings' | 'blocks' | 'requests' | 'timeline' | 'audited' | 'deliveries' | 'targets' | 'busy' | 'inbox'
>;

async function readBookings(sql: Sql): Promise<BookingFact[]> {
  const rows = await sql<BookingFact[]>`
    select b.tenant_id as "tenantId", b.id, b.link_id as "linkId", b.code, b.status, b.revision,
      ${ms(sql, 'b.starts_at')} as "startsAt", ${ms(sql, 'b.ends_at')} as "endsAt", ${ms(sql, 'b.hold_until')} as "holdUntil",
      b.guest_name as "guestName", b.guest_email as "guestEmail", b.calendar_sync as "calendarSync", b.email_sync as "emailSync",
      (b.terms ->> 'bufferBeforeMinutes')::int as "bufferBeforeMinutes", (b.terms ->> 'bufferAfterMinutes')::int as "bufferAfterMinutes",
      b.terms -> 'reminderMinutes' as "reminderMinutes",
      array(select h.member_id from booking_hosts h where h.tenant_id = b.tenant_id and h.booking_id = b.id order by 1) as "hostIds"
    from bookings b`;
  return [...rows];
}

async function readBlocks(sql: Sql): Promise<BlockFact[]> {
  const rows = await sql<BlockFact[]>`
    select id, member_id as "memberId", kind, exclusive, booking_id as "bookingId",
      ${ms(sql, 'lower(during)')} as start, ${ms(sql, 'upper(during)')} as "end", ${ms(sql, 'hold_until')} as "holdUntil"
    from time_blocks`;
  return [...rows];
}

/** Reads the product's tables in one snapshot. */
export async function readDatabase(admin: Sql): Promise<DatabaseEvidence> {
  const found = await admin.begin('isolation level repeatable read read only', async (tx) => {
    const sql = tx as unknown as Sql;
    const bookings = await readBookings(sql);
    const blocks = await readBlocks(sql);
    const requests = await sql<RequestFact[]>`
      select tenant_id as "tenantId", id, booking_id as "bookingId", payload ->> 'kind' as kind,
        payload -> 'guest' ->> 'email' as "guestEmail", ${ms(sql, 'created_at')} as "createdAt", outcome from booking_requests`;
    const timeline = await sql<TimelineFact[]>`
      select booking_id as "bookingId", dedupe_key as "dedupeKey", kind, ${ms(sql, 'at')} as at from booking_timeline order by at, id`;
    const audited = await sql<{ entry: string }[]>`
      select distinct target_id || ' ' || action as entry from audit_log where target_kind = 'booking'`;
    const deliveries = await sql<DeliveryFact[]>`
      select tenant_id as "tenantId", booking_id as "bookingId", key, status, external_id as "externalId" from deliveries`;
    const targets = await sql<TargetFact[]>`
      select c.member_id as "memberId", c.id as "calendarId", c.external_id as "externalId" from calendars c
      join connections n on n.tenant_id = c.tenant_id and n.id = c.connection_id where c.is_target and n.status = 'connected'`;
    const busy = await sql<BusyFact[]>`
      select c.external_id as "externalCalendarId", e.external_id as "externalId",
        ${ms(sql, 'e.starts_at')} as start, ${ms(sql, 'e.ends_at')} as "end"
      from events e join calendars c on c.tenant_id = e.tenant_id and c.id = e.calendar_id`;
    const inbox = await sql<InboxFact[]>`
      select id, ${ms(sql, 'received_at')} as "receivedAt", ${ms(sql, 'processed_at')} as "processedAt" from webhook_inbox`;
    return { bookings, blocks, requests, timeline, audited, deliveries, targets, busy, inbox };
  });
  return {
    bookings: found.bookings,
    blocks: found.blocks,
    requests: [...found.requests],
    timeline: [...found.timeline],
    audited: new Set(found.audited.map((row) => row.entry)),
    deliveries: [...found.deliveries],
    targets: [...found.targets],
    busy: [...found.busy],
    inbox: [...found.inbox],
  };
}

/** What keeps the product busy, by name and number; empty when it is at rest. */
export async function readBacklog(sql: Sql): Promise<Record<string, number>> {
  const [row] = await sql<Record<string, number>[]>`
    select
      (select count(*)::int from bookings where status = 'held') as "holds",
      (select count(*)::int from bookings where status = 'pending_approval' and approve_by < now()) as "approvals past their end",
      (select count(*)::int from bookings where status = 'confirmed' and ends_at < now()) as "bookings past their end",
      (select count(*)::int from bookings b where b.status <> 'held' and (b.calendar_sync in ('pending', 'attention')
        or b.email_sync in ('pending', 'attention'))) as "bookings whose calendar or mail is behind",
      (select count(*)::int from booking_events e join bookings b on b.tenant_id = e.tenant_id and b.id = e.booking_id
        where (b.status in ('confirmed', 'completed', 'no_show')) <> (e.state = 'written')
          and not (b.status not in ('confirmed', 'completed', 'no_show') and e.state = 'deleted')) as "events not brought up to date",
      (select count(*)::int from webhook_inbox where processed_at is null and received_at > now() - interval '60 seconds') as "notifications not processed",
      (select count(*)::int from calendars where (is_target or is_conflict_calendar) and state <> 'up_to_date') as "calendars behind"`;
  return Object.fromEntries(Object.entries(row ?? {}).filter(([, count]) => count > 0));
}

/** States of all bookings at this moment: what changed since the snapshot was under way while it was judged. */
export async function readStatuses(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; status: string }[]>`select id, status from bookings`;
  return new Map(rows.map(({ id, status }) => [id, status]));
}
