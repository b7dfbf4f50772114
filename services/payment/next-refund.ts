import { and, eq, not, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import type { RefundRequest } from '#domain/payment/vendor.ts';
import { referenceOf, vendorKey } from './begin-checkout.ts';
import { isAtVendor } from './load-payment.ts';
import { isDisputed } from './unsettled.ts';

export type RefundKey = { tenantId: string; refundId: string };

export type RefundCall = {
  paymentId: string;
  integrationId: string;
  checkoutId: string;
  request: RefundRequest;
  /** So many tries in a row have failed. */
  failures: number;
};

/** What is asked for when a refund is still owed, made of what is written down alone; null when it is not, or no longer. */
export const nextRefund = async (
  db: Database,
  { tenantId, refundId }: RefundKey,
): Promise<RefundCall | null> =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select({ refund: refunds, payment: payments })
      .from(refunds)
      .innerJoin(payments, and(eq(payments.tenantId, refunds.tenantId), eq(payments.id, refunds.paymentId)))
      .where(
        and(
          eq(refunds.tenantId, tenantId),
          eq(refunds.id, refundId),
          eq(refunds.state, 'owed'),
          not(isDisputed(payments.tenantId, payments.id)),
        ),
      );
    if (row === undefined) return null;
    const { refund, payment } = row;
    if (!isAtVendor(payment) || payment.chargeId === null || payment.checkoutId === null) return null;
    return {
      paymentId: payment.id,
      integrationId: payment.integrationId,
      checkoutId: payment.checkoutId,
      failures: refund.failures,
      request: {
        key: vendorKey(tenantId, 'refund', refund.id, refund.number),
        reference: referenceOf(payment),
        chargeId: payment.chargeId,
        amount: { amountMinor: refund.amountMinor, currency: payment.currency },
      },
    };
  });

/**
 * Gives a refund that is still owed another key: a vendor may repeat a failure for ever under the old one. Only once it has
 * said that it knows of no refund under that.
 */
export const renumberRefund = async (
  db: Database,
  { tenantId, refundId, now }: RefundKey & { now: number },
): Promise<void> => {
  await withTenant(db, tenantId, (tx) =>
    tx
      .update(refunds)
      .set({ number: sql`${refunds.number} + 1`, updatedAt: now })
      .where(and(eq(refunds.tenantId, tenantId), eq(refunds.id, refundId), eq(refunds.state, 'owed'))),
  );
};
