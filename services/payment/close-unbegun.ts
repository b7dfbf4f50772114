import type { Database } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { isPayment, lockPayment, type PaymentKey } from './load-payment.ts';

/** Closes a payment of which the vendor has never heard, once its time is over: nobody can have paid. */
export const closeUnbegun = async (db: Database, input: PaymentKey & { now: number }): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, paymentId, now } = input;
    const payment = await lockPayment(tx, input);
    const isUnbegun = payment.state === 'open' && payment.checkoutBegunAt === null && payment.payBy <= now;
    if (!isUnbegun) return;
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
