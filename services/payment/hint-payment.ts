import { and, eq, or } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { PaymentHint } from '#domain/payment/vendor.ts';
import type { PaymentRow } from './load-payment.ts';

export type HintInput = { tenantId: string; integrationId: string; hint: PaymentHint; now: number };

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

type Meant = Omit<HintInput, 'hint'> & { hint: Omit<PaymentHint, 'eventId' | 'mode'> };

/** The payments that a hint is about ask at once, in the caller's transaction; answers their ids. */
export const followHint = async (
  tx: Transaction,
  { tenantId, integrationId, hint, now }: Meant,
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

/**
 * The vendor says that something happened: the payment it is about asks at once. What is not one of the account's payments
 * changes nothing. Answers whether there was one. `now`: epoch milliseconds.
 */
export const hintPayment = async (db: Database, input: HintInput): Promise<boolean> =>
  withTenant(db, input.tenantId, async (tx) => (await followHint(tx, input)).length > 0);
