import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { refuse } from '#services/idempotency.ts';
import { askAgain } from '#services/payment/ask-soon.ts';
import { attendPayment } from './attend-payment.ts';

/** Has the vendor asked again now where that has failed. Throws `attention_settled` when nothing fails. (contract `Payment`) */
export const retryPayment = async (ctx: ServiceContext, { paymentId }: { paymentId: string }) =>
  attendPayment(ctx, paymentId, async (tx, payment) => {
    if ((await askAgain(tx, { tenantId: ctx.tenantId, paymentId, now: ctx.now() })) === 0)
      return refuse('attention_settled', 'Nothing of this payment fails; read it again.');
    await audit(tx, ctx, {
      action: 'payment.retry',
      targetKind: 'payment',
      targetId: paymentId,
      before: { failure: payment.failure },
    });
    return null;
  });
