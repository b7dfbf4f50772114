import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool, type PoolClient } from 'pg';
import type {
  AgreementFact,
  BlockFact,
  BookingFact,
  BusyFact,
  DeliveryFact,
  EffectFact,
  Evidence,
  InboxFact,
  NotificationFact,
  PaymentFact,
  RecordFact,
  RefundFact,
  SessionFact,
  TargetFact,
  TimelineFact,
  WakeupFact,
} from './evidence.ts';

/** Sees every tenant: the administrator of the run's own cluster is not bound by row-level security. */
export async function openAsAdministrator(stateDir: string, port: number): Promise<Pool> {
  const password = (await readFile(join(stateDir, 'postgres', 'administrator-password'), 'utf8')).trim();
  const pool = new Pool({
    host: '127.0.0.1',
    port,
    database: 'everslot',
    user: 'postgres',
    password,
    max: 2,
    idleTimeoutMillis: 5_000,
    options: '-c TimeZone=UTC',
  });
  // The server is killed now and then; the next query opens a connection anew.
  pool.on('error', () => undefined);
  return pool;
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

export type DatabaseEvidence = Pick<
  Evidence,
  | 'bookings'
  | 'agreements'
  | 'payments'
  | 'refunds'
  | 'sessions'
  | 'blocks'
  | 'records'
  | 'timeline'
  | 'audited'
  | 'notifications'
  | 'deliveries'
  | 'effects'
  | 'wakeups'
  | 'targets'
  | 'busy'
  | 'inbox'
>;

const bookingsQuery = `
  select b.tenant_id as "tenantId", b.id, b.link_id as "linkId", b.session_id as "sessionId", s.capacity, b.places, b.seated,
    b.code, b.status, b.revision,
    ${ms('b.starts_at')} as "startsAt", ${ms('b.ends_at')} as "endsAt", ${ms('b.hold_until')} as "holdUntil",
    ${ms('b.approve_by')} as "approveBy", ${ms('b.move_by')} as "moveBy", g.name as "guestName", g.email as "guestEmail",
    (b.terms ->> 'bufferBeforeMinutes')::int as "bufferBeforeMinutes", (b.terms ->> 'bufferAfterMinutes')::int as "bufferAfterMinutes",
    b.terms -> 'reminderMinutes' as "reminderMinutes",
    array(select h.member_id from session_hosts h where h.tenant_id = b.tenant_id and h.session_id = b.session_id order by 1) as "hostIds"
  from bookings b
  join sessions s on s.tenant_id = b.tenant_id and s.id = b.session_id
  left join booking_guests g on g.tenant_id = b.tenant_id and g.booking_id = b.id and g.position = 0`;
const agreementsQuery = `
  select b.id as "bookingId", b.price_minor::float8 as "priceMinor", b.currency, b.refund_terms -> 'tiers' as tiers,
    ${ms('coalesce(b.refund_anchor, b.starts_at)')} as "deadlinesFrom", b.cancelled_by as "cancelledBy",
    ${ms('c.at')} as "cancelledAt", c.details ->> 'refund' as decided,
    exists (select 1 from booking_timeline t where t.tenant_id = b.tenant_id and t.booking_id = b.id
      and t.kind = 'payment_returned') as "isReturned"
  from bookings b
  left join booking_timeline c on c.tenant_id = b.tenant_id and c.booking_id = b.id and c.kind = 'cancelled'
  where b.price_minor is not null`;
const paymentsQuery = `
  select p.tenant_id as "tenantId", p.id, p.booking_id as "bookingId", p.state, p.amount_minor::float8 as "amountMinor", p.currency,
    ${ms('p.pay_by')} as "payBy", ${ms('p.ask_at')} as "askAt", p.checkout_id as "checkoutId",
    p.captured_minor::float8 as "capturedMinor", p.refunded_minor::float8 as "refundedMinor", p.lost_minor::float8 as "lostMinor",
    p.kept_minor::float8 as "keptMinor", p.settled_at is not null as "isSettled", p.capture_before is not null as "wasReserved", p.failure,
    (select json_build_object(
        'capturedMinor', coalesce(sum(l.amount_minor) filter (where l.kind = 'captured'), 0),
        'refundedMinor', coalesce(sum(l.amount_minor) filter (where l.kind = 'refund_succeeded'), 0)
          - coalesce(sum(l.amount_minor) filter (where l.kind = 'refund_returned'), 0),
        'lines', count(*), 'lastSequence', coalesce(max(l.sequence), 0))
      from ledger_entries l where l.tenant_id = p.tenant_id and l.payment_id = p.id) as ledger
  from payments p`;
const refundsQuery = `
  select payment_id as "paymentId", id, key, amount_minor::float8 as "amountMinor", state, external_id as "externalId",
    ${ms('try_at')} as "tryAt", ${ms('created_at')} as "createdAt"
  from refunds`;
const sessionsQuery = `
  select s.tenant_id as "tenantId", s.id, s.link_id as "linkId", s.status, ${ms('s.starts_at')} as "startsAt",
    ${ms('s.ends_at')} as "endsAt", s.capacity, s.taken,
    (select coalesce(json_agg(json_build_object('memberId', m.id, 'personId', m.person_id)), '[]')
      from session_hosts h join members m on m.tenant_id = h.tenant_id and m.id = h.member_id
      where h.tenant_id = s.tenant_id and h.session_id = s.id) as hosts
  from sessions s`;
const blocksQuery = `
  select b.id, b.member_id as "memberId", m.person_id as "personId", b.kind, b.exclusive, b.session_id as "sessionId",
    ${ms('lower(b.during)')} as start, ${ms('upper(b.during)')} as "end", ${ms('c.hold_until')} as "holdUntil"
  from time_blocks b join members m on m.tenant_id = b.tenant_id and m.id = b.member_id left join claims c on c.id = b.claim_id`;
const recordsQuery = `
  select tenant_id as "tenantId", key_hash as "keyHash", operation, subject_id as "subjectId", refusal ->> 'code' as refusal
  from idempotency_records`;
const timelineQuery = `
  select booking_id as "bookingId", sequence, kind, ${ms('at')} as at from booking_timeline order by booking_id, sequence`;
const auditedQuery = `select distinct target_id || ' ' || action as entry from audit_log where target_kind = 'booking'`;
const notificationsQuery = `
  select tenant_id as "tenantId", id, subject_id as "subjectId", template, key, revision, state, failure,
    ${ms('greatest(due_at, try_at)')} as at
  from notifications`;
const deliveriesQuery = `
  select d.tenant_id as "tenantId", d.notification_id as "notificationId", n.subject_id as "subjectId", n.key, d.recipient,
    d.state, d.external_id as "externalId"
  from deliveries d join notifications n on n.tenant_id = d.tenant_id and n.id = d.notification_id`;
const effectsQuery = `
  select subject_id as "subjectId", name, state, failure, ${ms('try_at')} as "tryAt" from effects`;
const wakeupsQuery = `select kind, subject_id as "subjectId", ${ms('due_at')} as "dueAt" from wakeups`;
const targetsQuery = `
  select c.member_id as "memberId", c.id as "calendarId", c.external_id as "externalId" from calendars c
  join integrations n on n.tenant_id = c.tenant_id and n.id = c.integration_id where c.is_target and n.status = 'connected'`;
const busyQuery = `
  select e.calendar_id as "calendarId", e.external_id as "externalId", ${ms('e.starts_at')} as start, ${ms('e.ends_at')} as "end"
  from events e`;
const inboxQuery = `
  select id, ${ms('received_at')} as "receivedAt", ${ms('processed_at')} as "processedAt" from webhook_inbox`;

async function readAll(client: PoolClient): Promise<DatabaseEvidence> {
  const rows = async <Row extends object>(text: string): Promise<Row[]> =>
    (await client.query<Row>(text)).rows;
  return {
    bookings: await rows<BookingFact>(bookingsQuery),
    agreements: await rows<AgreementFact>(agreementsQuery),
    payments: await rows<PaymentFact>(paymentsQuery),
    refunds: await rows<RefundFact>(refundsQuery),
    sessions: await rows<SessionFact>(sessionsQuery),
    blocks: await rows<BlockFact>(blocksQuery),
    records: await rows<RecordFact>(recordsQuery),
    timeline: await rows<TimelineFact>(timelineQuery),
    audited: new Set((await rows<{ entry: string }>(auditedQuery)).map((row) => row.entry)),
    notifications: await rows<NotificationFact>(notificationsQuery),
    deliveries: await rows<DeliveryFact>(deliveriesQuery),
    effects: await rows<EffectFact>(effectsQuery),
    wakeups: await rows<WakeupFact>(wakeupsQuery),
    targets: await rows<TargetFact>(targetsQuery),
    busy: await rows<BusyFact>(busyQuery),
    inbox: await rows<InboxFact>(inboxQuery),
  };
}

/** Reads the product's tables in one snapshot. */
export async function readDatabase(sql: Pool): Promise<DatabaseEvidence> {
  const client = await sql.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const found = await readAll(client);
    await client.query('commit');
    return found;
  } finally {
    client.release();
  }
}

const backlogQuery = `
  select
    (select count(*)::int from bookings where status = 'held') as "holds",
    (select count(*)::int from bookings where status = 'pending_approval' and approve_by < now()) as "approvals past their end",
    (select count(*)::int from bookings where status = 'confirmed' and ends_at < now()) as "bookings past their end",
    (select count(*)::int from effects where state in ('owed', 'given_up')) as "effects owed",
    (select count(*)::int from notifications where state = 'due' and (due_at < now() or failure is not null or waits_for is not null))
      as "notifications not told",
    (select count(*)::int from wakeups where due_at < now() - interval '3 seconds') as "followers that have not looked",
    (select count(*)::int from session_events e join sessions s on s.tenant_id = e.tenant_id and s.id = e.session_id
      where case when exists (select 1 from bookings b where b.tenant_id = s.tenant_id and b.session_id = s.id
          and b.status in ('confirmed', 'completed', 'no_show'))
        then e.state <> 'written' or e.written_revision < s.revision
        else e.state <> 'deleted' end) as "events not brought up to date",
    (select count(*)::int from payments where state = 'open') as "payments to be made",
    (select count(*)::int from payments where state in ('paid', 'closed') and settled_at is null) as "payments not followed",
    (select count(*)::int from payments where state = 'reserved' and aim is not null) as "reservations to be ended",
    (select count(*)::int from refunds where state in ('owed', 'pending')) as "refunds on their way",
    (select count(*)::int from webhook_inbox where processed_at is null and received_at > now() - interval '60 seconds')
      as "webhooks not processed",
    (select count(*)::int from calendars where (is_target or is_conflict_calendar) and state <> 'up_to_date') as "calendars behind"`;

/** What keeps the product busy, by name and number; empty when it is at rest. */
export async function readBacklog(sql: Pool): Promise<Record<string, number>> {
  const { rows } = await sql.query<Record<string, number>>(backlogQuery);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, count]) => count > 0));
}

const stepsQuery = `
  select b.id, b.status, (select count(*)::int from notifications n where n.tenant_id = b.tenant_id
    and n.subject_id = b.id and n.state = 'due') as due
  from bookings b`;

/** How far all bookings are at this moment: what is further than in the snapshot was under way while it was judged. */
export async function readSteps(sql: Pool): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ id: string; status: string; due: number }>(stepsQuery);
  return new Map(rows.map(({ id, status, due }) => [id, `${status}, ${due} notifications due`]));
}
