import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { plainName } from '#domain/notification/inert-text.ts';
import type { CheckoutRequest, PaymentReference } from '#providers/payment/port.ts';
import { type BookingRow, loadBooking } from '#services/booking/read/load-booking.ts';
import { manageUrls, type TokenSigner } from '#services/booking/read/manage-token.ts';
import { isPayment, lockPayment, type PaymentKey, type PaymentRow } from './load-payment.ts';

const minuteMs = 60_000;

export type CheckoutPages = { signer: TokenSigner; publicUrl: string };

export const referenceOf = ({ tenantId, id, bookingId }: PaymentRow): PaymentReference => ({
  tenantId,
  paymentId: id,
  bookingId,
});

/** Names a call to the vendor for ever; the same for every repeat of it, and another one only where `number` says so. */
export const vendorKey = (
  tenantId: string,
  operation: 'checkout' | 'refund',
  id: string,
  number: number,
): string => `everslot:${tenantId}:${operation}:${id}:${number}`;

/** The vendor takes pages that end between half an hour and a day ahead, by its own clock; ours are closed when they are due. */
const pageEndsAt = (begunAt: number, payBy: number): number =>
  begunAt + Math.max(payBy - begunAt, 30 * minuteMs) + 2 * minuteMs;

/** Made of what is written down alone, so that a repeat asks for the very same page. */
const requestOf = (
  payment: PaymentRow,
  begunAt: number,
  booking: BookingRow,
  { signer, publicUrl }: CheckoutPages,
): CheckoutRequest => {
  const { manage } = manageUrls(signer, publicUrl, booking);
  return {
    key: vendorKey(payment.tenantId, 'checkout', payment.id, payment.checkoutNumber),
    reference: referenceOf(payment),
    amount: { amountMinor: payment.amountMinor, currency: payment.currency },
    title: plainName(booking.terms.title) || booking.code,
    guestEmail: booking.guestEmail ?? '',
    locale: booking.locale,
    expiresAt: pageEndsAt(begunAt, payment.payBy),
    returnUrl: manage,
    cancelUrl: manage,
  };
};

export type BegunCheckout = { payment: PaymentRow; request: CheckoutRequest };

/**
 * Writes down that a page at the vendor is asked for, before it is: whatever becomes of the answer, the same can be asked for
 * again. `null` for a payment nobody can make any more.
 */
export const beginCheckout = async (
  db: Database,
  key: PaymentKey & { now: number },
  pages: CheckoutPages,
): Promise<BegunCheckout | null> =>
  withTenant(db, key.tenantId, async (tx) => {
    const payment = await lockPayment(tx, key);
    if (payment.state !== 'open') return null;
    const begunAt = payment.checkoutBegunAt ?? key.now;
    if (payment.checkoutBegunAt === null)
      await tx.update(payments).set({ checkoutBegunAt: begunAt, updatedAt: key.now }).where(isPayment(key));
    const { booking } = await loadBooking(tx, key.tenantId, payment.bookingId);
    return { payment, request: requestOf(payment, begunAt, booking, pages) };
  });

/** The request under this key was another one: what was made under it is unknown, and the next one has a key of its own. */
export const renumberCheckout = async (
  db: Database,
  key: PaymentKey & { number: number; now: number },
): Promise<void> => {
  await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(payments)
      .set({ checkoutNumber: key.number + 1, checkoutBegunAt: null, updatedAt: key.now })
      .where(and(isPayment(key), eq(payments.checkoutNumber, key.number))),
  );
};

/** The payment that the guest of a booking has to make: `payment_closed` when there is none, or none any more. */
export const requireOpenPayment = async (
  tx: Transaction,
  { tenantId, bookingId, now }: { tenantId: string; bookingId: string; now: number },
): Promise<PaymentRow> => {
  const rows = await tx
    .select()
    .from(payments)
    .where(
      and(eq(payments.tenantId, tenantId), eq(payments.bookingId, bookingId), eq(payments.state, 'open')),
    );
  const open = rows.find(({ payBy }) => payBy > now);
  if (open === undefined)
    throw new AppError('payment_closed', 'There is nothing to pay for this booking, or no longer.');
  return open;
};
