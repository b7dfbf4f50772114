import type { Transaction } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { wake } from '#db/wakeups.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { isPayment, type PaymentRow } from './load-payment.ts';

/** A payment's booking has followed what became of it. The caller holds the payment's lock. */
export const markSettled = async (
  tx: Transaction,
  { tenantId, id }: PaymentRow,
  now: number,
): Promise<void> => {
  await tx
    .update(payments)
    .set({ settledAt: now, updatedAt: now })
    .where(isPayment({ tenantId, paymentId: id }));
};

/** What is told of a payment once its booking has followed it. */
export type PaymentNews = Extract<
  NotificationTemplate,
  'payment_received' | 'payment_unpaid' | 'payment_reserved' | 'payment_released' | 'payment_not_taken'
>;

/** Its guest is told once what became of a payment, in the caller's transaction. */
export const owePaymentNews = async (
  tx: Transaction,
  { tenantId, id }: PaymentRow,
  template: PaymentNews,
  now: number,
): Promise<void> => {
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'payment',
      subjectId: id,
      template,
      key: template,
      revision: 0,
      dueAt: now,
      createdAt: now,
    },
  ]);
  wake(tx, { tenantId, kind: 'payment', subjectId: id });
};
