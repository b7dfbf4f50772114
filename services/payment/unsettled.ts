import { type SQL, sql } from 'drizzle-orm';
import { payments } from '#db/schema/payment.ts';

/** Whether a payment of a booking has come to its end that the booking has not followed yet, as a column of the query that reads it. */
export const hasUnsettledPayment = (tenantId: SQL, bookingId: SQL) => sql<boolean>`exists (
  select 1 from ${payments} p
  where p.tenant_id = ${tenantId} and p.booking_id = ${bookingId}
    and p.state <> 'open' and p.settled_at is null)`;

/** Until when a booking can still be paid for, as a column of the query that reads it; null: there is nothing to pay. */
export const openPaymentUntil = (tenantId: SQL, bookingId: SQL) => sql<string | null>`(
  select max(p.pay_by) from ${payments} p
  where p.tenant_id = ${tenantId} and p.booking_id = ${bookingId} and p.state = 'open')`;
