import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { disputes } from '#db/schema/payment.ts';
import { refundableOf } from '#domain/payment/state.ts';
import { addToTimeline } from '#services/booking/change/timeline.ts';
import type { ServiceContext } from '#services/context.ts';
import { type Refusal, refuse } from '#services/idempotency.ts';
import { type PaymentRow, refundsOf } from '#services/payment/load-payment.ts';
import { oweRefund } from '#services/payment/owe-refund.ts';
import { attendPayment } from './attend-payment.ts';

const isDisputed = async (tx: Transaction, { tenantId, id }: PaymentRow): Promise<boolean> => {
  const rows = await tx
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.tenantId, tenantId), eq(disputes.paymentId, id), eq(disputes.state, 'open')))
    .limit(1);
  return rows.length > 0;
};

/** Why so much cannot be given back of a payment; null when it can. */
const refusalOf = async (
  tx: Transaction,
  payment: PaymentRow,
  amountMinor: number,
): Promise<{ refusal: Refusal } | null> => {
  if (payment.state !== 'paid')
    return refuse('invalid_transition', 'Nothing was paid that could be given back.');
  if (await isDisputed(tx, payment))
    return refuse('payment_disputed', 'Answer the dispute first: what its guest gets is decided there.');
  const left = refundableOf(payment, await refundsOf(tx, payment.tenantId, [payment.id]));
  if (amountMinor <= left) return null;
  return {
    refusal: {
      code: 'invalid_request',
      detail: 'More than is left of the payment.',
      errors: [
        { pointer: '/amountMinor', message: left === 0 ? 'nothing is left' : `must be at most ${left}` },
      ],
    },
  };
};

/**
 * A host gives money back, a part or all that is left: it is owed from now on, and its follower asks the vendor. Throws
 * `invalid_request` that says how much is left, `payment_disputed` and `invalid_transition`. (contract `Payment`)
 */
export const refundPayment = async (
  ctx: ServiceContext,
  input: { paymentId: string; amountMinor: number; note?: string | undefined },
) =>
  attendPayment(ctx, input.paymentId, async (tx, payment) => {
    const { amountMinor } = input;
    const refused = await refusalOf(tx, payment, amountMinor);
    if (refused !== null) return refused;
    const refundId = ctx.newId('refund');
    const note = input.note === '' ? undefined : input.note;
    const reason = 'host_decision';
    await oweRefund(tx, ctx, payment, { refundId, key: `host/${refundId}`, amountMinor, reason, note });
    await addToTimeline(tx, ctx, payment.bookingId, {
      kind: 'refund_asked',
      details: { amountMinor, currency: payment.currency },
    });
    return null;
  });
