import { sql } from 'drizzle-orm';
import { disputes, paymentFindings, payments, refunds } from '#db/schema/payment.ts';
import type { Source } from './find-items.ts';

const tried = { never: sql`0 as tries, null::timestamptz as next_try_at` };
const nobody = sql`null as recipient, null as address, null as channel, null::jsonb as theirs, null::int as missing`;
const ofPayment = (id: ReturnType<typeof sql>) => ({ kind: sql`'payment'`, id });

/** Where money can need attention; each found in the order of an index of what stands still. */
export const moneySources = (tenantId: string): Source[] => [
  {
    from: sql`${payments} p`,
    columns: sql`'payment' as kind, p.id, null as what, 'payment' as subject_kind, p.id as subject_id, p.failure,
      p.failing_since as since, p.failures as tries, p.ask_at as next_try_at, ${nobody}, p.amount_minor, p.currency`,
    id: sql`p.id`,
    since: sql`p.failing_since`,
    subject: ofPayment(sql`p.id`),
    failing: sql`p.tenant_id = ${tenantId} and p.failure is not null`,
  },
  {
    from: sql`${payments} p`,
    columns: sql`'payment' as kind, p.id, null as what, 'payment' as subject_kind, p.id as subject_id,
      'fraud_warned' as failure, p.warned_at as since, ${tried.never}, ${nobody}, p.kept_minor as amount_minor, p.currency`,
    id: sql`p.id`,
    since: sql`p.warned_at`,
    subject: ofPayment(sql`p.id`),
    // One that cannot be asked about is listed for that.
    failing: sql`p.tenant_id = ${tenantId} and p.warned_at is not null and p.warning_dismissed_at is null
      and p.kept_minor > 0 and p.failure is null`,
  },
  {
    from: sql`${refunds} r join ${payments} p on p.tenant_id = r.tenant_id and p.id = r.payment_id`,
    columns: sql`'refund' as kind, r.id, null as what, 'payment' as subject_kind, r.payment_id as subject_id, r.failure,
      r.failing_since as since, r.failures as tries, r.try_at as next_try_at, ${nobody}, r.amount_minor, p.currency`,
    id: sql`r.id`,
    since: sql`r.failing_since`,
    subject: ofPayment(sql`r.payment_id`),
    failing: sql`r.tenant_id = ${tenantId} and r.failure is not null and r.state = 'owed'`,
  },
  {
    from: sql`${refunds} r join ${payments} p on p.tenant_id = r.tenant_id and p.id = r.payment_id`,
    columns: sql`'refund' as kind, r.id, null as what, 'payment' as subject_kind, r.payment_id as subject_id,
      'refund_failed' as failure, r.ended_at as since, ${tried.never}, ${nobody}, r.amount_minor, p.currency`,
    id: sql`r.id`,
    since: sql`r.ended_at`,
    subject: ofPayment(sql`r.payment_id`),
    failing: sql`r.tenant_id = ${tenantId} and r.state = 'failed' and r.dismissed_at is null`,
  },
  {
    from: sql`${disputes} d join ${payments} p on p.tenant_id = d.tenant_id and p.id = d.payment_id`,
    columns: sql`'dispute' as kind, d.id, null as what, 'payment' as subject_kind, d.payment_id as subject_id,
      'payment_disputed' as failure, d.created_at as since, ${tried.never}, ${nobody}, d.amount_minor, p.currency`,
    id: sql`d.id`,
    since: sql`d.created_at`,
    subject: ofPayment(sql`d.payment_id`),
    failing: sql`d.tenant_id = ${tenantId} and d.state = 'open' and d.dismissed_at is null`,
  },
  {
    from: sql`${paymentFindings} f`,
    columns: sql`'paymentFinding' as kind, f.id, null as what,
      case when f.payment_id is null then 'integration' else 'payment' end as subject_kind,
      coalesce(f.payment_id, f.integration_id) as subject_id, f.kind as failure, f.found_at as since, ${tried.never},
      ${nobody}, coalesce(f.theirs_minor, f.ours_minor) as amount_minor, f.currency`,
    id: sql`f.id`,
    since: sql`f.found_at`,
    subject: {
      kind: sql`case when f.payment_id is null then 'integration' else 'payment' end`,
      id: sql`coalesce(f.payment_id, f.integration_id)`,
    },
    failing: sql`f.tenant_id = ${tenantId} and f.healed_at is null and f.dismissed_at is null`,
  },
];
