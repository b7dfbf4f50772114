import type { Database, Transaction } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { plainName } from '#domain/notification/inert-text.ts';
import type { CheckoutRequest } from '#domain/payment/vendor.ts';
import { type BookingRow, loadBooking } from '#services/booking/read/load-booking.ts';
import { manageUrls, type TokenSigner } from '#services/booking/read/manage-token.ts';
import { type BegunPayment, markBegun, referenceOf, vendorKey } from '#services/payment/begin-checkout.ts';
import type { PaymentKey } from '#services/payment/load-payment.ts';

const minuteMs = 60_000;

export type CheckoutPages = { signer: TokenSigner; publicUrl: string };

/** A time is held for an hour at most. */
const longestHoldMs = 60 * minuteMs;

/**
 * The vendor takes pages that end between half an hour and a day ahead, by its own clock; ours are closed when they are due. It is
 * the same for every repeat, and still far enough ahead for the last one while the time is held.
 */
const pageEndsAt = ({ checkoutBegunAt }: BegunPayment): number =>
  checkoutBegunAt + longestHoldMs + 32 * minuteMs;

export type BegunCheckout = { payment: BegunPayment; request: CheckoutRequest };

const checkoutOf = (
  payment: BegunPayment,
  booking: BookingRow,
  { signer, publicUrl }: CheckoutPages,
): BegunCheckout => {
  const { manage } = manageUrls(signer, publicUrl, booking);
  return {
    payment,
    request: {
      key: vendorKey(payment.tenantId, 'checkout', payment.id, payment.checkoutNumber),
      reference: referenceOf(payment),
      amount: { amountMinor: payment.amountMinor, currency: payment.currency },
      title: plainName(booking.terms.title) || booking.code,
      guestEmail: booking.guestEmail ?? '',
      locale: booking.locale,
      captures: payment.captures,
      expiresAt: pageEndsAt(payment),
      returnUrl: `${manage}?just=paid`,
      cancelUrl: `${manage}?just=unpaid`,
    },
  };
};

/**
 * What the vendor is asked for so that the guest of a booking can pay, made of what is written down alone, so that a repeat asks
 * for the very same page; that it is asked for is written down before. Null for a payment nobody can make any more.
 */
export const beginCheckout = async (
  db: Database,
  key: PaymentKey & { now: number },
  pages: CheckoutPages,
): Promise<BegunCheckout | null> =>
  withTenant(db, key.tenantId, async (tx) => {
    const payment = await markBegun(tx, key);
    if (payment === null) return null;
    const { booking } = await loadBooking(tx, key.tenantId, payment.bookingId);
    return checkoutOf(payment, booking, pages);
  });

/** The same in the caller's transaction, who has read the booking. */
export const beginCheckoutOf = async (
  tx: Transaction,
  booking: BookingRow,
  key: PaymentKey & { now: number },
  pages: CheckoutPages,
): Promise<BegunCheckout | null> => {
  const payment = await markBegun(tx, key);
  return payment === null ? null : checkoutOf(payment, booking, pages);
};
