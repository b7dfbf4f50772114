import type { Database, Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { askedSince, nextAsk } from '#domain/payment/follow.ts';
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

/**
 * The vendor has no page of a payment. Once its time is over nobody can have paid, and it is closed; before that it is asked when
 * the time is over. What failed before is over as well. `now` is when the look began.
 */
export const recordNoPage = async (db: Database, input: PaymentKey & { now: number }): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, paymentId, now } = input;
    const payment = await lockPayment(tx, input);
    if (payment.checkoutId !== null) return;
    const isOver = payment.state === 'open' && payment.payBy <= now;
    const state = isOver ? 'closed' : payment.state;
    await tx
      .update(payments)
      .set({
        state,
        ...(isOver ? { settledAt: null } : {}),
        askAt: askedSince(payment, now) ?? nextAsk({ ...payment, state, isOnItsWay: false }, now),
        failures: 0,
        failure: null,
        failingSince: null,
        updatedAt: now,
      })
      .where(isPayment(input));
    if (!isOver) return;
    wake(
      tx,
      { tenantId, kind: 'payment', subjectId: paymentId },
      { tenantId, kind: 'booking', subjectId: payment.bookingId },
    );
  });
