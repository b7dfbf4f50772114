import { plainName } from '#domain/notification/inert-text.ts';
import { addToTimeline } from '#services/booking/change/timeline.ts';
import type { ServiceContext } from '#services/context.ts';
import { refuse } from '#services/idempotency.ts';
import { closePayment } from '#services/payment/close-payment.ts';
import { takeOutside } from '#services/payment/outside-payment.ts';
import { attendPayment } from './attend-payment.ts';

/**
 * A guest has paid a host outside of any vendor: what they still had to pay is closed there, and their booking goes on as paid.
 * Whoever pays there all the same gets that back. Answers the payment that was recorded; throws `invalid_transition` when there
 * is nothing to pay any more. (contract `Payment`)
 */
export const recordOutsidePayment = async (
  ctx: ServiceContext,
  input: { paymentId: string; method?: string | undefined },
) =>
  attendPayment(ctx, input.paymentId, async (tx, payment) => {
    if (payment.state !== 'open' || payment.payBy <= ctx.now())
      return refuse('invalid_transition', 'There is nothing to pay any more; read the payment again.');
    const method = plainName(input.method ?? '') || null;
    const id = await takeOutside(tx, ctx, payment, method);
    await closePayment(tx, payment, ctx.now());
    await addToTimeline(tx, ctx, payment.bookingId, {
      kind: 'paid_outside',
      details: { amountMinor: payment.amountMinor, currency: payment.currency },
    });
    return { subjectId: id };
  });
