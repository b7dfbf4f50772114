import { and, eq, inArray, isNotNull, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { disputes, payments, refunds } from '#db/schema/payment.ts';

/** Whether a payment of a booking has come to its end that the booking has not followed yet, as a column of the query that reads it. */
export const hasUnsettledPayment = (tenantId: SQL, bookingId: SQL) => sql<boolean>`exists (
  select 1 from ${payments} p
  where p.tenant_id = ${tenantId} and p.booking_id = ${bookingId}
    and p.state <> 'open' and p.settled_at is null)`;

/** Until when a booking can still be paid for, or what is reserved for it is asked for next, as a column of the query that reads it; null: neither. */
export const openPaymentUntil = (tenantId: SQL, bookingId: SQL) => sql<string | null>`(
  select max(case p.state when 'open' then p.pay_by else p.ask_at end) from ${payments} p
  where p.tenant_id = ${tenantId} and p.booking_id = ${bookingId} and p.state in ('open', 'reserved'))`;

/** A bank is deciding on a payment: until it has, nothing of it is given back. A condition on its columns. */
export const isDisputed = (tenantId: SQLWrapper, paymentId: SQLWrapper) => sql<boolean>`exists (
  select 1 from ${disputes} d
  where d.tenant_id = ${tenantId} and d.payment_id = ${paymentId} and d.state = 'open')`;

/** Whether money of an organisation's guests is on its way: somebody can still pay, has money reserved, or a vendor is to give something back. */
export const hasMoneyOnItsWay = async (tx: Transaction, tenantId: string): Promise<boolean> => {
  const open = and(
    eq(payments.tenantId, tenantId),
    or(inArray(payments.state, ['open', 'reserved']), isNull(payments.settledAt)),
  );
  const owed = and(
    eq(refunds.tenantId, tenantId),
    inArray(refunds.state, ['owed', 'pending']),
    inArray(
      refunds.paymentId,
      tx
        .select({ id: payments.id })
        .from(payments)
        .where(and(eq(payments.tenantId, tenantId), isNotNull(payments.integrationId))),
    ),
  );
  const [toPay, toGiveBack] = await Promise.all([tx.$count(payments, open), tx.$count(refunds, owed)]);
  return toPay + toGiveBack > 0;
};
