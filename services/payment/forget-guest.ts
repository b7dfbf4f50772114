import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { payments, refunds } from '#db/schema/payment.ts';

/**
 * What names the guest of bookings in the record of their money goes: with which card, the vendor's pages, what a host noted.
 * Amounts and states stay, as the law of the organisation asks.
 */
export const forgetPaymentsOf = async (
  tx: Transaction,
  { tenantId, bookingIds, now }: { tenantId: string; bookingIds: SQL; now: number },
): Promise<void> => {
  await tx
    .update(refunds)
    .set({ note: null, updatedAt: now })
    .where(
      and(
        eq(refunds.tenantId, tenantId),
        sql`${refunds.paymentId} in (select p.id from ${payments} p
          where p.tenant_id = ${tenantId} and p.booking_id in ${bookingIds})`,
      ),
    );
  await tx
    .update(payments)
    .set({ method: null, receiptUrl: null, checkoutUrl: null, updatedAt: now })
    .where(and(eq(payments.tenantId, tenantId), sql`${payments.bookingId} in ${bookingIds}`));
};
