import { and, eq, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { payments } from '#db/schema/payment.ts';
import { wake } from '#db/wakeups.ts';
import type { PaymentHint } from '#domain/payment/vendor.ts';
import type { PaymentRow } from './load-payment.ts';

/** `now`: epoch milliseconds. */
export type HintInput = {
  tenantId: string;
  integrationId: string;
  hint: Omit<PaymentHint, 'eventId' | 'mode'>;
  now: number;
};

/**
 * A page at the vendor with our mark, beside the one that is known: an answer of the vendor's was lost and the page was made
 * anew. Whoever pays there has paid as well, so it is followed as a payment of its own, and the booking keeps one.
 */
const adopt = async (
  tx: Transaction,
  { checkoutId, now }: { checkoutId: string; now: number },
  known: PaymentRow,
): Promise<string[]> => {
  const { tenantId, bookingId, purpose, moveTo, captures, integrationId, vendor, mode } = known;
  const { amountMinor, currency, taxBasisPoints, payBy } = known;
  const rows = await tx
    .insert(payments)
    .values({
      tenantId,
      id: newId('payment'),
      bookingId,
      purpose,
      moveTo,
      integrationId,
      vendor,
      mode,
      captures,
      state: 'open',
      amountMinor,
      currency,
      taxBasisPoints,
      payBy,
      checkoutId,
      checkoutBegunAt: now,
      askAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: payments.id });
  return rows.map(({ id }) => id);
};

/**
 * The vendor says that something happened: the payments it is about ask at once, in the caller's transaction. What is not one of
 * the account's payments changes nothing. Answers their ids.
 */
export const hintPayment = async (
  tx: Transaction,
  { tenantId, integrationId, hint, now }: HintInput,
): Promise<string[]> => {
  const { reference, checkoutId, chargeId } = hint;
  if (reference !== null && reference.tenantId !== tenantId) return [];
  const meant = or(
    ...(reference === null ? [] : [eq(payments.id, reference.paymentId)]),
    ...(checkoutId === null ? [] : [eq(payments.checkoutId, checkoutId)]),
    ...(chargeId === null ? [] : [eq(payments.chargeId, chargeId)]),
  );
  if (meant === undefined) return [];
  const woken = await tx
    .update(payments)
    .set({ askAt: now, updatedAt: now })
    .where(and(eq(payments.tenantId, tenantId), eq(payments.integrationId, integrationId), meant))
    .returning();
  const marked = woken.find(({ id }) => id === reference?.paymentId);
  const isAnother =
    checkoutId !== null && marked !== undefined && ![null, checkoutId].includes(marked.checkoutId);
  const adopted =
    isAnother && !woken.some((each) => each.checkoutId === checkoutId)
      ? await adopt(tx, { checkoutId, now }, marked)
      : [];
  const ids = [...woken.map(({ id }) => id), ...adopted];
  wake(tx, ...ids.map((id) => ({ tenantId, kind: 'payment' as const, subjectId: id })));
  return ids;
};
