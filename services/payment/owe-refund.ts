import { sendAhead, type Transaction } from '#db/client.ts';
import { refunds } from '#db/schema/payment.ts';
import { wake } from '#db/wakeups.ts';
import { refundableOf } from '#domain/payment/state.ts';
import type { RefundReason } from '#domain/payment/types.ts';
import { auditRow, insertAudit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { type PaymentRow, refundsOf } from './load-payment.ts';

export type OwedRefund = {
  /** Names the cause among those of the payment: a second time under the same one owes nothing more. */
  key: string;
  /** Minor units; more than is left becomes what is left. */
  amountMinor: number;
  reason: RefundReason;
  note?: string | undefined;
  /** Its own id, where its key names it. */
  refundId?: string | undefined;
};

/**
 * Owes money back, in the caller's transaction: never more than is left of what was taken. Answers the amount, 0 when nothing is
 * left or was to be given. The caller holds the payment's lock; the vendor is asked by its follower.
 */
export const oweRefund = async (
  tx: Transaction,
  ctx: ServiceContext,
  payment: PaymentRow,
  { key, amountMinor, reason, note, refundId = ctx.newId('refund') }: OwedRefund,
): Promise<number> => {
  const { tenantId, id: paymentId } = payment;
  const known = await refundsOf(tx, tenantId, [paymentId]);
  if (known.some((refund) => refund.key === key)) return 0;
  const amount = Math.min(amountMinor, refundableOf(payment, known));
  if (amount <= 0) return 0;
  const now = ctx.now();
  await tx.insert(refunds).values({
    tenantId,
    id: refundId,
    paymentId,
    key,
    amountMinor: amount,
    reason,
    note: note ?? null,
    memberId: ctx.actor.kind === 'member' ? ctx.actor.memberId : null,
    state: 'owed',
    tryAt: now,
    createdAt: now,
    updatedAt: now,
  });
  sendAhead(
    tx,
    insertAudit(
      tx,
      auditRow(ctx, {
        action: 'payment.refund',
        targetKind: 'payment',
        targetId: paymentId,
        after: { refundId, amountMinor: amount, reason },
      }),
    ),
  );
  wake(tx, { tenantId, kind: 'payment', subjectId: paymentId });
  return amount;
};
