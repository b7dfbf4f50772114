import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { ReservationAim } from '#domain/payment/types.ts';
import type { PaymentReference } from '#domain/payment/vendor.ts';
import {
  isAtVendor,
  isPayment,
  lockPayment,
  type PaymentKey,
  type PaymentRow,
  type VendorPaymentRow,
} from './load-payment.ts';

export const referenceOf = ({ tenantId, id, bookingId }: PaymentRow): PaymentReference => ({
  tenantId,
  paymentId: id,
  bookingId,
});

/** Names a call to the vendor for ever; the same for every repeat of it, and another one only where `number` says so. */
export const vendorKey = (
  tenantId: string,
  operation: 'checkout' | 'refund' | ReservationAim,
  id: string,
  number: number,
): string => `everslot:${tenantId}:${operation}:${id}:${number}`;

export type BegunPayment = VendorPaymentRow & { checkoutBegunAt: number };

/**
 * Writes down that a page at the vendor is asked for, before it is: whatever becomes of the answer, the same can be asked for
 * again. Null for a payment nobody can make any more.
 */
export const markBegun = async (
  tx: Transaction,
  key: PaymentKey & { now: number },
): Promise<BegunPayment | null> => {
  const payment = await lockPayment(tx, key);
  if (payment.state !== 'open' || !isAtVendor(payment)) return null;
  const checkoutBegunAt = payment.checkoutBegunAt ?? key.now;
  if (payment.checkoutBegunAt === null)
    await tx.update(payments).set({ checkoutBegunAt, updatedAt: key.now }).where(isPayment(key));
  return { ...payment, checkoutBegunAt };
};

/** The request under this key was another one: what was made under it is unknown, and the next one has a key of its own. */
export const renumberCheckout = async (
  db: Database,
  key: PaymentKey & { number: number; now: number },
): Promise<void> => {
  await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(payments)
      .set({ checkoutNumber: key.number + 1, updatedAt: key.now })
      .where(and(isPayment(key), eq(payments.checkoutNumber, key.number))),
  );
};

/** The payment that the guest of a booking has to make: `payment_closed` when there is none, or none any more. */
export const requireOpenPayment = async (
  tx: Transaction,
  { tenantId, bookingId, now }: { tenantId: string; bookingId: string; now: number },
): Promise<VendorPaymentRow> => {
  const rows = await tx
    .select()
    .from(payments)
    .where(
      and(eq(payments.tenantId, tenantId), eq(payments.bookingId, bookingId), eq(payments.state, 'open')),
    );
  const open = rows.filter(isAtVendor).find(({ payBy }) => payBy > now);
  if (open === undefined)
    throw new AppError('payment_closed', 'There is nothing to pay for this booking, or no longer.');
  return open;
};
