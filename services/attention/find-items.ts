import { and, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { timestampAt } from '#db/columns.ts';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { conflicts } from '#db/schema/calendar.ts';
import { effects } from '#db/schema/effect.ts';
import { integrations } from '#db/schema/integration.ts';
import { hostRequests, links } from '#db/schema/link.ts';
import { deliveries, notifications, suppressions } from '#db/schema/notification.ts';
import { payments } from '#db/schema/payment.ts';
import { sessions } from '#db/schema/session.ts';
import { departures, invitations, memberProfiles } from '#db/schema/tenant.ts';
import type {
  AttentionKind,
  AttentionOrder,
  AttentionSubjectKind,
  MoneyKind,
} from '#domain/attention/types.ts';
import type { EffectName } from '#domain/effect/types.ts';
import type { Failure } from '#domain/failure.ts';
import type { Currency } from '#domain/money/currencies.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import type { EventTime } from '#domain/sync/conflict.ts';
import { type Caller, isPermitted } from '#services/authorize.ts';
import { moneySources } from './money-sources.ts';
import { concerns } from './visible.ts';

export type ItemRow = {
  kind: AttentionKind;
  id: string;
  effect: EffectName | null;
  template: NotificationTemplate | null;
  subjectKind: AttentionSubjectKind;
  subjectId: string;
  code: string | null;
  title: string;
  guestName: string | null;
  startsAt: string | null;
  failure: Failure;
  since: string;
  tries: number;
  nextTryAt: string | null;
  recipient: string | null;
  recipientName: string | null;
  address: string | null;
  suppressionId: string | null;
  theirs: EventTime | null;
  missing: number | null;
  amountMinor: number | null;
  currency: Currency | null;
};

export type ItemFilter = {
  tenantId: string;
  member: Caller;
  bookingId?: string | undefined;
};

/** One of the places where something can need attention; its rows are found in the order of an index of its own. */
export type Source = {
  from: SQL;
  columns: SQL;
  id: SQL;
  since: SQL;
  subject: { kind: SQL; id: SQL };
  failing: SQL;
};

const noMoney = sql`null::bigint as amount_minor, null as currency`;

const sources = (tenantId: string): Record<Exclude<AttentionKind, MoneyKind>, Source> => ({
  effect: {
    from: sql`${effects} e`,
    columns: sql`'effect' as kind, e.id, e.name as what, e.subject_kind, e.subject_id, e.failure, e.failing_since as since,
      e.failures as tries, case when e.state = 'owed' then e.try_at end as next_try_at,
      null as recipient, null as address, null as channel, null::jsonb as theirs, null::int as missing, ${noMoney}`,
    id: sql`e.id`,
    since: sql`e.failing_since`,
    subject: { kind: sql`e.subject_kind`, id: sql`e.subject_id` },
    failing: sql`e.tenant_id = ${tenantId} and e.failure is not null and e.state in ('owed', 'given_up')`,
  },
  notification: {
    from: sql`${notifications} n`,
    columns: sql`'notification' as kind, n.id, n.template as what, n.subject_kind, n.subject_id, n.failure,
      n.failing_since as since, n.failures as tries, case when n.state = 'due' then n.try_at end as next_try_at,
      null as recipient, null as address, null as channel, null::jsonb as theirs, null::int as missing, ${noMoney}`,
    id: sql`n.id`,
    since: sql`n.failing_since`,
    subject: { kind: sql`n.subject_kind`, id: sql`n.subject_id` },
    failing: sql`n.tenant_id = ${tenantId} and n.failure is not null and n.state in ('due', 'given_up')`,
  },
  delivery: {
    from: sql`${deliveries} d join ${notifications} n on n.tenant_id = d.tenant_id and n.id = d.notification_id`,
    columns: sql`'delivery' as kind, d.id, n.template as what, n.subject_kind, n.subject_id, d.failure,
      d.failed_at as since, d.attempts as tries, null::timestamptz as next_try_at, d.recipient, d.address, d.channel,
      null::jsonb as theirs, null::int as missing, ${noMoney}`,
    id: sql`d.id`,
    since: sql`d.failed_at`,
    subject: { kind: sql`n.subject_kind`, id: sql`n.subject_id` },
    failing: sql`d.tenant_id = ${tenantId} and d.failed_at is not null and d.settled is null`,
  },
  departure: {
    from: sql`${departures} p`,
    columns: sql`'departure' as kind, p.id, null as what, 'departure' as subject_kind, p.id as subject_id, p.failure,
      p.created_at as since, p.failures as tries, p.try_at as next_try_at, null as recipient, null as address,
      null as channel, null::jsonb as theirs, null::int as missing, ${noMoney}`,
    id: sql`p.id`,
    since: sql`p.created_at`,
    subject: { kind: sql`'departure'`, id: sql`p.id` },
    failing: sql`p.tenant_id = ${tenantId} and p.failure is not null and p.state <> 'done'`,
  },
  conflict: {
    from: sql`${conflicts} k left join ${sessions} o on o.tenant_id = k.tenant_id and o.id = k.session_id`,
    columns: sql`'conflict' as kind, k.id, k.kind as what, k.subject_kind, k.subject_id, k.kind as failure,
      k.found_at as since, 0 as tries, null::timestamptz as next_try_at, null as recipient, null as address,
      null as channel, k.theirs, k.missing, ${noMoney}`,
    id: sql`k.id`,
    since: sql`k.found_at`,
    subject: { kind: sql`k.subject_kind`, id: sql`k.subject_id` },
    failing: sql`k.tenant_id = ${tenantId} and k.outcome is null
      and o.revision is not distinct from k.session_revision and coalesce(o.status, 'open') = 'open'`,
  },
});

/** What there is for somebody to see: money only for whoever may see payments. */
const sourcesFor = ({ tenantId, member }: ItemFilter): Source[] => [
  ...Object.values(sources(tenantId)),
  ...(isPermitted(member, 'payments.read') ? moneySources(tenantId) : []),
];

const filtered = (source: Source, { tenantId, member, bookingId }: ItemFilter): SQL | undefined =>
  and(
    source.failing,
    bookingId === undefined
      ? undefined
      : sql`((${source.subject.kind}, ${source.subject.id}) in (
          ('booking', ${bookingId}),
          ('session', (select b.session_id from ${bookings} b where b.tenant_id = ${tenantId} and b.id = ${bookingId})))
          or (${source.subject.kind} = 'payment' and ${source.subject.id} in (
            select paid.id from ${payments} paid where paid.tenant_id = ${tenantId} and paid.booking_id = ${bookingId})))`,
    concerns(member, tenantId, source.subject),
  );

export type ItemPage = {
  order: AttentionOrder;
  after: { since: number; id: string } | null;
  limit: number;
};

/** The statement that finds a page of failing things, each of the kinds in the order of its index. */
export const itemsQuery = (filter: ItemFilter, page: ItemPage): SQL => {
  const { tenantId } = filter;
  const direction = sql.raw(page.order === 'newest' ? 'desc' : 'asc');
  const beyond = sql.raw(page.order === 'newest' ? '<' : '>');
  const parts = sourcesFor(filter).map((source) => {
    const { after } = page;
    // The bound on the moment alone is what the index is searched by.
    const rest =
      after === null
        ? undefined
        : sql`${source.since} ${beyond}= ${timestampAt(after.since)}
            and (${source.since} ${beyond} ${timestampAt(after.since)} or ${source.id} ${beyond} ${after.id})`;
    return sql`(select ${source.columns} from ${source.from} where ${and(filtered(source, filter), rest)}
      order by ${source.since} ${direction}, ${source.id} ${direction} limit ${page.limit})`;
  });
  return sql`
    with item as (${sql.join(parts, sql` union all `)} order by since ${direction}, id ${direction} limit ${page.limit})
    select i.kind, i.id, case when i.kind = 'effect' then i.what end as "effect",
      case when i.kind in ('notification', 'delivery') then i.what end as "template",
      i.subject_kind as "subjectKind", i.subject_id as "subjectId", b.code,
      coalesce(b.terms->>'title', ss.title, c.account_label, l.title, v.email, w.name, '') as title,
      g.name as "guestName", coalesce(b.starts_at, ss.starts_at) as "startsAt",
      i.failure, i.since, i.tries, i.next_try_at as "nextTryAt", i.recipient,
      case when i.recipient = 'guest' then g.name else m.name end as "recipientName",
      i.address, s.id as "suppressionId", i.theirs, i.missing,
      i.amount_minor::float8 as "amountMinor", i.currency
    from item i
    left join ${payments} y on i.subject_kind = 'payment' and y.tenant_id = ${tenantId} and y.id = i.subject_id
    left join ${bookings} b on i.subject_kind in ('booking', 'payment') and b.tenant_id = ${tenantId}
      and b.id = coalesce(y.booking_id, i.subject_id)
    left join ${bookingGuests} g on g.tenant_id = b.tenant_id and g.booking_id = b.id and g.position = 0
    left join ${sessions} ss on i.subject_kind = 'session' and ss.tenant_id = ${tenantId} and ss.id = i.subject_id
    left join ${integrations} c on i.subject_kind = 'integration' and c.tenant_id = ${tenantId} and c.id = i.subject_id
    left join ${hostRequests} h on i.subject_kind = 'host_request' and h.tenant_id = ${tenantId} and h.id = i.subject_id
    left join ${links} l on l.tenant_id = ${tenantId} and l.id = h.link_id
    left join ${invitations} v on i.subject_kind = 'invitation' and v.tenant_id = ${tenantId} and v.id = i.subject_id
    left join ${departures} p on i.subject_kind = 'departure' and p.tenant_id = ${tenantId} and p.id = i.subject_id
    left join ${memberProfiles} w on w.tenant_id = ${tenantId} and w.id = p.member_id
    left join ${memberProfiles} m on m.tenant_id = ${tenantId} and m.id = i.recipient
    left join ${suppressions} s on s.tenant_id = ${tenantId} and s.channel = i.channel and s.address = i.address
    order by i.since ${direction}, i.id ${direction}`;
};

/** The failing things a member may see, with what they are about: one statement whatever its length. */
export const findItems = async (tx: Transaction, filter: ItemFilter, page: ItemPage): Promise<ItemRow[]> =>
  (await tx.execute<ItemRow>(itemsQuery(filter, page))).rows;

/** How many things need attention of a member, counted up to `most`. */
export const countItems = async (tx: Transaction, filter: ItemFilter, most: number): Promise<number> => {
  const parts = sourcesFor(filter).map(
    (source) => sql`(select 1 from ${source.from} where ${filtered(source, filter)} limit ${most})`,
  );
  const { rows } = await tx.execute<{ count: number }>(sql`
    select least(count(*), ${most})::int as count from (${sql.join(parts, sql` union all `)}) item`);
  return rows[0]?.count ?? 0;
};
