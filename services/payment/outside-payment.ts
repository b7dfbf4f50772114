import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { wake } from '#db/wakeups.ts';
import { addLines, linesAdded, type MoneySeen } from '#domain/payment/ledger.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { knownKeys, oweNews, writeLines } from './apply-seen.ts';
import { isPayment, type PaymentRow, type RefundRow } from './load-payment.ts';

/** Money of a payment that no vendor takes: its own id stands for the vendor's. */
const seenOf = (payment: PaymentRow, given: readonly RefundRow[]): MoneySeen => ({
  chargeId: payment.id,
  capturedMinor: payment.amountMinor,
  reservation: null,
  refunds: given.map(({ id, amountMinor }) => ({ refundId: id, amountMinor, state: 'succeeded' as const })),
  disputes: [],
});

/** Writes what has moved into the ledger and the sums. */
const write = async (
  tx: Transaction,
  payment: PaymentRow,
  given: readonly RefundRow[],
  now: number,
): Promise<void> => {
  const key = { tenantId: payment.tenantId, paymentId: payment.id };
  const known = await knownKeys(tx, payment);
  const lines = linesAdded(known, seenOf(payment, given));
  await writeLines(tx, payment, lines, { known: known.size, now });
  await tx
    .update(payments)
    .set({ ...addLines(payment, lines), updatedAt: now })
    .where(isPayment(key));
  await oweNews(tx, payment, lines, { seen: { disputes: [] }, now });
};

/**
 * Takes what a guest has paid to a host outside of any vendor, instead of a payment that is still open, in the caller's
 * transaction; its booking follows. Answers its id. `method`: how it was paid, as people know it.
 */
export const takeOutside = async (
  tx: Transaction,
  ctx: ServiceContext,
  instead: PaymentRow,
  method: string | null,
): Promise<string> => {
  const { tenantId, bookingId, purpose, moveTo, amountMinor, currency, taxBasisPoints } = instead;
  const now = ctx.now();
  const id = ctx.newId('payment');
  const [row] = await tx
    .insert(payments)
    .values({
      tenantId,
      id,
      bookingId,
      purpose,
      moveTo,
      state: 'paid',
      amountMinor,
      currency,
      taxBasisPoints,
      payBy: now,
      method,
      capturedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (row === undefined) throw new Error(`payment ${id} was not written`);
  await write(tx, row, [], now);
  await audit(tx, ctx, {
    action: 'payment.record',
    targetKind: 'payment',
    targetId: id,
    after: { instead: instead.id, amountMinor, currency },
  });
  wake(tx, { tenantId, kind: 'payment', subjectId: id }, { tenantId, kind: 'booking', subjectId: bookingId });
  return id;
};

/** A host has given money back that no vendor can: the ledger says so, and the guest is told. The caller holds the payment's lock. */
export const giveBackOutside = async (
  tx: Transaction,
  ctx: ServiceContext,
  payment: PaymentRow,
  refund: RefundRow,
): Promise<void> => {
  const { tenantId, id: paymentId } = payment;
  const now = ctx.now();
  await tx
    .update(refunds)
    .set({ state: 'succeeded', externalId: refund.id, endedAt: now, updatedAt: now })
    .where(and(eq(refunds.tenantId, tenantId), eq(refunds.id, refund.id)));
  await write(tx, payment, [refund], now);
  await audit(tx, ctx, {
    action: 'payment.give_back',
    targetKind: 'payment',
    targetId: paymentId,
    after: { refundId: refund.id, amountMinor: refund.amountMinor },
  });
  wake(tx, { tenantId, kind: 'payment', subjectId: paymentId });
};
