import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { wake } from '#db/wakeups.ts';
import type { PaymentRow } from './load-payment.ts';

/** Nobody is to pay any more: the vendor is told at once. The caller holds the payment's lock. `now`: epoch milliseconds. */
export const closePayment = async (
  tx: Transaction,
  { tenantId, id, payBy }: PaymentRow,
  now: number,
): Promise<void> => {
  await tx
    .update(payments)
    .set({ payBy: Math.min(payBy, now), askAt: now, updatedAt: now })
    .where(and(eq(payments.tenantId, tenantId), eq(payments.id, id)));
  wake(tx, { tenantId, kind: 'payment', subjectId: id });
};
