import type { Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { wake } from '#db/wakeups.ts';
import type { ReservationAim } from '#domain/payment/types.ts';
import { isPayment, type PaymentRow } from '../load-payment.ts';

/**
 * Decides what becomes of reserved money, in the caller's transaction; the vendor is asked by the payment's follower. What is to
 * be released is never taken any more. The caller holds the payment's lock. `now`: epoch milliseconds.
 */
export const aimReservation = async (
  tx: Transaction,
  payment: PaymentRow,
  aim: ReservationAim,
  now: number,
): Promise<void> => {
  const { tenantId, id } = payment;
  if (payment.state !== 'reserved' || payment.aim === aim) return;
  if (payment.aim === 'release') throw new Error(`payment ${id} is released already`);
  await tx
    .update(payments)
    .set({ aim, askAt: now, failures: 0, failure: null, failingSince: null, updatedAt: now })
    .where(isPayment({ tenantId, paymentId: id }));
  wake(tx, { tenantId, kind: 'payment', subjectId: id });
};
