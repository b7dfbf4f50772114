import { and, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { timestampAt } from '#db/columns.ts';
import { calendars } from '#db/schema/calendar.ts';
import { effects } from '#db/schema/effect.ts';
import { wakeups } from '#db/schema/installation.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { departures, domains, tenants } from '#db/schema/tenant.ts';
import type { DomainFinding } from '#domain/domain/types.ts';
import type { EffectName } from '#domain/effect/types.ts';
import type { Failure } from '#domain/failure.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import type { StuckKind } from '#domain/stuck/kinds.ts';
import {
  domainPatienceMs,
  missedAfterMs,
  paymentPatienceMs,
  type StuckSubjectKind,
} from '#domain/stuck/types.ts';
import type { OldestPlace } from '#services/oldest-first.ts';

export type StuckRow = {
  kind: StuckKind;
  id: string;
  tenantId: string;
  /** Null: it is the installation's, as what is owed to somebody who is in no organisation yet. */
  tenantName: string | null;
  what: EffectName | NotificationTemplate | DomainFinding | null;
  subjectKind: StuckSubjectKind;
  subjectId: string;
  /** Null: it has not been looked at, or `what` says why. */
  failure: Failure | null;
  since: string;
  tries: number;
  nextTryAt: string | null;
};

export type StuckFilter = {
  kind?: StuckKind | undefined;
  tenantId?: string | undefined;
  failure?: Failure | undefined;
  /** One of them, as a page names it. */
  id?: string | undefined;
};

/** Where one kind stands; an index of its own holds what stands still of it and nothing else. */
type Source = { from: SQL; columns: SQL; id: SQL; tenantId: SQL; since: SQL; failure: SQL; stuck: SQL };

const moneySources = (now: number): Record<'payment' | 'refund', Source> => ({
  payment: {
    from: sql`${payments} y`,
    columns: sql`'payment' as kind, y.id, y.tenant_id, null as what, 'payment' as subject_kind, y.id as subject_id,
      y.failure, y.failing_since as since, y.failures as tries, y.ask_at as next_try_at`,
    id: sql`y.id`,
    tenantId: sql`y.tenant_id`,
    since: sql`y.failing_since`,
    failure: sql`y.failure`,
    stuck: sql`y.failure is not null and y.failing_since < ${timestampAt(now - paymentPatienceMs)}`,
  },
  refund: {
    from: sql`${refunds} r`,
    columns: sql`'refund' as kind, r.id, r.tenant_id, null as what, 'payment' as subject_kind, r.payment_id as subject_id,
      r.failure, r.failing_since as since, r.failures as tries, r.try_at as next_try_at`,
    id: sql`r.id`,
    tenantId: sql`r.tenant_id`,
    since: sql`r.failing_since`,
    failure: sql`r.failure`,
    stuck: sql`r.failure is not null and r.state = 'owed' and r.failing_since < ${timestampAt(now - paymentPatienceMs)}`,
  },
});

const sources = (now: number): Record<StuckKind, Source> => ({
  effect: {
    from: sql`${effects} e`,
    columns: sql`'effect' as kind, e.id, e.tenant_id, e.name as what, e.subject_kind, e.subject_id, e.failure,
      e.failing_since as since, e.failures as tries, case when e.state = 'owed' then e.try_at end as next_try_at`,
    id: sql`e.id`,
    tenantId: sql`e.tenant_id`,
    since: sql`e.failing_since`,
    failure: sql`e.failure`,
    stuck: sql`e.failure is not null and e.state in ('owed', 'given_up')`,
  },
  notification: {
    from: sql`${notifications} n`,
    columns: sql`'notification' as kind, n.id, n.tenant_id, n.template as what, n.subject_kind, n.subject_id, n.failure,
      n.failing_since as since, n.failures as tries, case when n.state = 'due' then n.try_at end as next_try_at`,
    id: sql`n.id`,
    tenantId: sql`n.tenant_id`,
    since: sql`n.failing_since`,
    failure: sql`n.failure`,
    stuck: sql`n.failure is not null and n.state in ('due', 'given_up')`,
  },
  delivery: {
    from: sql`${deliveries} d join ${notifications} n on n.tenant_id = d.tenant_id and n.id = d.notification_id`,
    columns: sql`'delivery' as kind, d.id, d.tenant_id, n.template as what, n.subject_kind, n.subject_id, d.failure,
      d.failed_at as since, d.attempts as tries, null::timestamptz as next_try_at`,
    id: sql`d.id`,
    tenantId: sql`d.tenant_id`,
    since: sql`d.failed_at`,
    failure: sql`d.failure`,
    stuck: sql`d.failed_at is not null and d.settled is null`,
  },
  departure: {
    from: sql`${departures} p`,
    columns: sql`'departure' as kind, p.id, p.tenant_id, null as what, 'departure' as subject_kind, p.id as subject_id,
      p.failure, p.created_at as since, p.failures as tries, p.try_at as next_try_at`,
    id: sql`p.id`,
    tenantId: sql`p.tenant_id`,
    since: sql`p.created_at`,
    failure: sql`p.failure`,
    stuck: sql`p.failure is not null and p.state <> 'done'`,
  },
  calendar: {
    from: sql`${calendars} c`,
    columns: sql`'calendar' as kind, c.id, c.tenant_id, null as what, 'calendar' as subject_kind, c.id as subject_id,
      c.last_error as failure, coalesce(c.last_synced_at, c.created_at) as since, 0 as tries,
      null::timestamptz as next_try_at`,
    id: sql`c.id`,
    tenantId: sql`c.tenant_id`,
    since: sql`coalesce(c.last_synced_at, c.created_at)`,
    failure: sql`c.last_error`,
    stuck: sql`c.last_error is not null`,
  },
  domain: {
    from: sql`${domains} o`,
    columns: sql`'domain' as kind, o.id, o.tenant_id, o.finding as what, 'domain' as subject_kind, o.id as subject_id,
      null as failure, coalesce(o.failing_since, o.asked_at) as since, 0 as tries, o.try_at as next_try_at`,
    id: sql`o.id`,
    tenantId: sql`o.tenant_id`,
    since: sql`coalesce(o.failing_since, o.asked_at)`,
    failure: sql`null`,
    stuck: sql`o.state in ('pending', 'failing') and o.finding is not null
      and (o.state = 'failing' or o.asked_at < ${timestampAt(now - domainPatienceMs)})`,
  },
  ...moneySources(now),
  follower: {
    from: sql`${wakeups} w`,
    columns: sql`'follower' as kind, w.kind || '/' || w.subject_id as id, w.tenant_id, null as what,
      w.kind as subject_kind, w.subject_id, null as failure, w.due_at as since, w.calls as tries,
      w.call_at as next_try_at`,
    id: sql`(w.kind || '/' || w.subject_id)`,
    tenantId: sql`w.tenant_id`,
    since: sql`w.due_at`,
    failure: sql`null`,
    stuck: sql`w.due_at < ${timestampAt(now - missedAfterMs)}`,
  },
});

const matching = ({ kind }: StuckFilter, now: number): Source[] => {
  const all = sources(now);
  return kind === undefined ? Object.values(all) : [all[kind]];
};

const filtered = (source: Source, { tenantId, failure, id }: StuckFilter): SQL | undefined =>
  and(
    source.stuck,
    tenantId === undefined ? undefined : sql`${source.tenantId} = ${tenantId}`,
    failure === undefined ? undefined : sql`${source.failure} = ${failure}`,
    id === undefined ? undefined : sql`${source.id} = ${id}`,
  );

export type StuckPage = { now: number; limit: number; after: OldestPlace | null };

/** The statement that finds a page of what stands still, the longest first, over all tenants or in one. */
export const stuckQuery = (filter: StuckFilter, { now, limit, after }: StuckPage): SQL => {
  const parts = matching(filter, now).map((source) => {
    const rest =
      after === null
        ? undefined
        : sql`${source.since} >= ${timestampAt(after.since)}
            and (${source.since} > ${timestampAt(after.since)} or ${source.id} > ${after.id})`;
    return sql`(select ${source.columns} from ${source.from} where ${and(filtered(source, filter), rest)}
      order by ${source.since}, ${source.id} limit ${limit})`;
  });
  return sql`
    with item as (
      select * from (${sql.join(parts, sql` union all `)}) each_kind order by since, id limit ${limit})
    select i.kind, i.id, i.tenant_id as "tenantId", t.name as "tenantName", i.what, i.subject_kind as "subjectKind",
      i.subject_id as "subjectId", i.failure, i.since, i.tries, i.next_try_at as "nextTryAt"
    from item i left join ${tenants} t on t.id = i.tenant_id
    order by i.since, i.id`;
};

export const findStuck = async (tx: Transaction, filter: StuckFilter, page: StuckPage): Promise<StuckRow[]> =>
  (await tx.execute<StuckRow>(stuckQuery(filter, page))).rows;

export type StuckFigure = { kind: StuckKind; failure: Failure | null; count: number; since: string };

/** How much stands still, by what it is and why. */
export const countStuck = async (
  tx: Transaction,
  filter: StuckFilter,
  now: number,
): Promise<StuckFigure[]> => {
  const parts = matching(filter, now).map(
    (source) => sql`(select ${source.columns} from ${source.from} where ${filtered(source, filter)})`,
  );
  const { rows } = await tx.execute<StuckFigure>(sql`
    with item as (${sql.join(parts, sql` union all `)})
    select kind, failure, count(*)::int as count, min(since) as since from item
    group by kind, failure order by count(*) desc, kind, failure`);
  return rows;
};
