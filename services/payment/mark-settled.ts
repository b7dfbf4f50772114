import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import type { PaymentRow } from './load-payment.ts';

/** A payment's booking has followed what became of it. The caller holds the payment's lock. */
export const markSettled = async (
  tx: Transaction,
  { tenantId, id }: PaymentRow,
  now: number,
): Promise<void> => {
  await tx
    .update(payments)
    .set({ settledAt: now, updatedAt: now })
    .where(and(eq(payments.tenantId, tenantId), eq(payments.id, id)));
};
