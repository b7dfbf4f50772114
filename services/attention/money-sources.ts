import { sql } from 'drizzle-orm';
import { disputes, paymentFindings, payments, refunds } from '#db/schema/payment.ts';
import type { Source } from './find-items.ts';

const tried = { never: sql`0 as tries, null::timestamptz as next_try_at` };
const nobody = sql`null as recipient, null as address, null as channel, null::jsonb as theirs, null::int as missing`;
const ofPayment = (id: ReturnType<typeof sql>) => ({ kind: sql`'payment'`, id });

/**
 * Where money can need attention; each found in the order of an index of what stands still. Its tables have names that no condition of
 * `concerns` has.
 */
export const moneySources = (tenantId: string): Source[] => [
  {
    from: sql`${payments} mp`,
    columns: sql`'payment' as kind, mp.id, null as what, 'payment' as subject_kind, mp.id as subject_id, mp.failure,
      mp.failing_since as since, mp.failures as tries, mp.ask_at as next_try_at, ${nobody}, mp.amount_minor, mp.currency`,
    id: sql`mp.id`,
    since: sql`mp.failing_since`,
    subject: ofPayment(sql`mp.id`),
    failing: sql`mp.tenant_id = ${tenantId} and mp.failure is not null`,
  },
  {
    from: sql`${payments} mp`,
    columns: sql`'payment' as kind, mp.id, null as what, 'payment' as subject_kind, mp.id as subject_id,
      'fraud_warned' as failure, mp.warned_at as since, ${tried.never}, ${nobody}, mp.kept_minor as amount_minor, mp.currency`,
    id: sql`mp.id`,
    since: sql`mp.warned_at`,
    subject: ofPayment(sql`mp.id`),
    // One that cannot be asked about is listed for that.
    failing: sql`mp.tenant_id = ${tenantId} and mp.warned_at is not null and mp.warning_dismissed_at is null
      and mp.kept_minor > 0 and mp.failure is null`,
  },
  {
    from: sql`${refunds} mr join ${payments} mp on mp.tenant_id = mr.tenant_id and mp.id = mr.payment_id`,
    columns: sql`'refund' as kind, mr.id, null as what, 'payment' as subject_kind, mr.payment_id as subject_id, mr.failure,
      mr.failing_since as since, mr.failures as tries, mr.try_at as next_try_at, ${nobody}, mr.amount_minor, mp.currency`,
    id: sql`mr.id`,
    since: sql`mr.failing_since`,
    subject: ofPayment(sql`mr.payment_id`),
    failing: sql`mr.tenant_id = ${tenantId} and mr.failure is not null and mr.state = 'owed'`,
  },
  {
    from: sql`${refunds} mr join ${payments} mp on mp.tenant_id = mr.tenant_id and mp.id = mr.payment_id`,
    columns: sql`'refund' as kind, mr.id, null as what, 'payment' as subject_kind, mr.payment_id as subject_id,
      'refund_failed' as failure, mr.ended_at as since, ${tried.never}, ${nobody}, mr.amount_minor, mp.currency`,
    id: sql`mr.id`,
    since: sql`mr.ended_at`,
    subject: ofPayment(sql`mr.payment_id`),
    failing: sql`mr.tenant_id = ${tenantId} and mr.state = 'failed' and mr.dismissed_at is null`,
  },
  {
    from: sql`${disputes} md join ${payments} mp on mp.tenant_id = md.tenant_id and mp.id = md.payment_id`,
    columns: sql`'dispute' as kind, md.id, null as what, 'payment' as subject_kind, md.payment_id as subject_id,
      'payment_disputed' as failure, md.created_at as since, ${tried.never}, ${nobody}, md.amount_minor, mp.currency`,
    id: sql`md.id`,
    since: sql`md.created_at`,
    subject: ofPayment(sql`md.payment_id`),
    failing: sql`md.tenant_id = ${tenantId} and md.state = 'open' and md.dismissed_at is null`,
  },
  {
    from: sql`${paymentFindings} mf`,
    columns: sql`'paymentFinding' as kind, mf.id, null as what,
      case when mf.payment_id is null then 'integration' else 'payment' end as subject_kind,
      coalesce(mf.payment_id, mf.integration_id) as subject_id, mf.kind as failure, mf.found_at as since, ${tried.never},
      ${nobody}, coalesce(mf.theirs_minor, mf.ours_minor) as amount_minor, mf.currency`,
    id: sql`mf.id`,
    since: sql`mf.found_at`,
    subject: {
      kind: sql`case when mf.payment_id is null then 'integration' else 'payment' end`,
      id: sql`coalesce(mf.payment_id, mf.integration_id)`,
    },
    failing: sql`mf.tenant_id = ${tenantId} and mf.healed_at is null and mf.dismissed_at is null`,
  },
];
