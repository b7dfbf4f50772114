import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import type { PaymentVendor } from '#domain/vendors.ts';

export type PaymentRow = typeof payments.$inferSelect;
export type RefundRow = typeof refunds.$inferSelect;

/** A payment that a vendor takes. */
export type VendorPaymentRow = PaymentRow & {
  integrationId: string;
  vendor: PaymentVendor;
  mode: PaymentMode;
};

/** Whether a vendor takes a payment; others were made to a host, outside of any. */
export const isAtVendor = (payment: PaymentRow): payment is VendorPaymentRow =>
  payment.integrationId !== null && payment.vendor !== null && payment.mode !== null;

export type PaymentKey = { tenantId: string; paymentId: string };

export const isPayment = ({ tenantId, paymentId }: PaymentKey) =>
  and(eq(payments.tenantId, tenantId), eq(payments.id, paymentId));

/** A payment for whoever will change it: its changes happen one after another. Bookings are locked before payments. */
export const lockPayment = async (tx: Transaction, key: PaymentKey): Promise<PaymentRow> => {
  const [row] = await tx.select().from(payments).where(isPayment(key)).for('update');
  if (row === undefined) throw new AppError('not_found', 'There is no such payment.');
  return row;
};

/** Every payment of a booking, the first one first, for whoever will change them. */
export const lockPaymentsOf = async (
  tx: Transaction,
  { tenantId, bookingId }: { tenantId: string; bookingId: string },
): Promise<PaymentRow[]> =>
  tx
    .select()
    .from(payments)
    .where(and(eq(payments.tenantId, tenantId), eq(payments.bookingId, bookingId)))
    .orderBy(asc(payments.createdAt), asc(payments.id))
    .for('update');

/** The refunds of payments, the first one first. */
export const refundsOf = async (
  tx: Transaction,
  tenantId: string,
  paymentIds: readonly string[],
): Promise<RefundRow[]> =>
  paymentIds.length === 0
    ? []
    : tx
        .select()
        .from(refunds)
        .where(and(eq(refunds.tenantId, tenantId), inArray(refunds.paymentId, [...paymentIds])))
        .orderBy(asc(refunds.createdAt), asc(refunds.id));

/** The same with their refunds, and whether their booking has followed them. */
export const lockTakenPayments = async (
  tx: Transaction,
  key: { tenantId: string; bookingId: string },
): Promise<(PaymentRow & { isSettled: boolean; refunds: RefundRow[] })[]> => {
  const rows = await lockPaymentsOf(tx, key);
  const ids = rows.map(({ id }) => id);
  const known = await refundsOf(tx, key.tenantId, ids);
  return rows.map((payment) => ({
    ...payment,
    isSettled: payment.settledAt !== null,
    refunds: known.filter(({ paymentId }) => paymentId === payment.id),
  }));
};

/** A payment at its vendor, as it is known; `not_found` otherwise. */
export const readPayment = async (db: Database, key: PaymentKey): Promise<VendorPaymentRow> =>
  withTenant(db, key.tenantId, async (tx) => {
    const [row] = await tx.select().from(payments).where(isPayment(key));
    if (row === undefined || !isAtVendor(row)) throw new AppError('not_found', 'There is no such payment.');
    return row;
  });
