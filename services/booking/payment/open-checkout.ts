import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { CheckoutRequest, VendorPayment } from '#domain/payment/vendor.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { loadBooking, requireBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { applySeen } from '#services/payment/apply-seen.ts';
import { askSoon } from '#services/payment/ask-soon.ts';
import { requireOpenPayment } from '#services/payment/begin-checkout.ts';
import { beginCheckoutOf, type CheckoutPages } from './checkout-request.ts';

export type CheckoutDeps = CheckoutPages & {
  /** Asks the vendor of an account for a page. Throws `ProviderFailure`. */
  askForPage: (
    account: { tenantId: string; integrationId: string },
    request: CheckoutRequest,
  ) => Promise<VendorPayment>;
};

/** What the guest is told while the vendor cannot be reached, or refuses the organisation's account. */
const refusalOf = (failure: ProviderFailure): AppError =>
  failure.kind === 'revoked' || failure.kind === 'invalid'
    ? new AppError('payments_unavailable', 'The host cannot take payments at the moment.', {
        cause: failure,
      })
    : new AppError('temporarily_unavailable', 'The payment provider is not responding; try again shortly.', {
        cause: failure,
        retryAfterSeconds: failure.retryAfterSeconds ?? 5,
      });

/**
 * The page at the vendor on which the guest of a booking pays: the one there is, or a new one. `payment_closed` when there is
 * nothing to pay (any more), `payments_unavailable` when the account is refused, `temporarily_unavailable` when the vendor does
 * not answer: the time stays held, and asking again gives the same page.
 */
export const openCheckout = async (
  ctx: ServiceContext,
  { askForPage, ...pages }: CheckoutDeps,
  { bookingId }: { bookingId: string },
): Promise<{ url: string }> => {
  const { db, tenantId } = ctx;
  const now = ctx.now();
  const { url, begun } = await withTenant(db, tenantId, async (tx) => {
    const loaded = await loadBooking(tx, tenantId, bookingId);
    requireBooking(ctx, loaded);
    const payment = await requireOpenPayment(tx, { tenantId, bookingId, now });
    if (payment.checkoutUrl !== null) return { url: payment.checkoutUrl, begun: null };
    const key = { tenantId, paymentId: payment.id, now };
    return { url: null, begun: await beginCheckoutOf(tx, loaded.booking, key, pages) };
  });
  if (url !== null) return { url };
  if (begun === null) throw new AppError('payment_closed', 'There is nothing to pay for this booking.');
  const { id: paymentId, integrationId } = begun.payment;
  const key = { tenantId, paymentId };
  try {
    const seen = await askForPage({ tenantId, integrationId }, begun.request);
    await applySeen(db, { ...key, seen, now });
    if (seen.checkout.url !== null) return { url: seen.checkout.url };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    // Whoever follows the payment meets the same, and sees to it.
    await askSoon(db, { ...key, now });
    throw refusalOf(error);
  }
  throw new AppError('payment_closed', 'There is nothing to pay for this booking, or no longer.');
};
