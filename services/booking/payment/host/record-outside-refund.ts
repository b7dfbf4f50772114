import { AppError } from '#domain/errors.ts';
import { addToTimeline } from '#services/booking/change/timeline.ts';
import type { ServiceContext } from '#services/context.ts';
import { refuse } from '#services/idempotency.ts';
import { isAtVendor, refundsOf } from '#services/payment/load-payment.ts';
import { giveBackOutside } from '#services/payment/outside-payment.ts';
import { attendPayment } from './attend-payment.ts';

/**
 * A host has given back to a guest, directly, what was owed of a payment that no vendor took. Throws `not_found` for a refund of
 * another payment and `invalid_transition` for one that a vendor makes, or that is not owed any more. (contract `Payment`)
 */
export const recordOutsideRefund = async (
  ctx: ServiceContext,
  { paymentId, refundId }: { paymentId: string; refundId: string },
) =>
  attendPayment(ctx, paymentId, async (tx, payment) => {
    const refund = (await refundsOf(tx, ctx.tenantId, [paymentId])).find(({ id }) => id === refundId);
    if (refund === undefined) throw new AppError('not_found', 'There is no such refund.');
    if (isAtVendor(payment) || refund.state !== 'owed')
      return refuse('invalid_transition', 'This refund is not to be given back by hand, or no longer.');
    await giveBackOutside(tx, ctx, payment, refund);
    await addToTimeline(tx, ctx, payment.bookingId, {
      kind: 'refunded_outside',
      details: { amountMinor: refund.amountMinor, currency: payment.currency },
    });
    return null;
  });
