import type { Database, Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { isPayment, lockPayment, type PaymentKey, type PaymentRow } from './load-payment.ts';

/** Nobody is to pay any more: the vendor is told at once. The caller holds the payment's lock. `now`: epoch milliseconds. */
export const closePayment = async (
  tx: Transaction,
  { tenantId, id, payBy }: PaymentRow,
  now: number,
): Promise<void> => {
  await tx
    .update(payments)
    .set({ payBy: Math.min(payBy, now), askAt: now, updatedAt: now })
    .where(isPayment({ tenantId, paymentId: id }));
  wake(tx, { tenantId, kind: 'payment', subjectId: id });
};

/** Closes a payment for which there is no page at the vendor, once its time is over: nobody can have paid. */
export const closeUnmade = async (db: Database, input: PaymentKey & { now: number }): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, paymentId, now } = input;
    const payment = await lockPayment(tx, input);
    const isUnmade = payment.state === 'open' && payment.checkoutId === null && payment.payBy <= now;
    if (!isUnmade) return;
    await tx
      .update(payments)
      .set({ state: 'closed', settledAt: null, askAt: null, updatedAt: now })
      .where(isPayment(input));
    wake(
      tx,
      { tenantId, kind: 'payment', subjectId: paymentId },
      { tenantId, kind: 'booking', subjectId: payment.bookingId },
    );
  });
