import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { nextTryAt } from '#domain/effect/patience.ts';
import type { Failure } from '#domain/failure.ts';
import { isPayment, lockPayment, type PaymentKey } from './load-payment.ts';

type Failed = { failure: Failure; retryAfterSeconds?: number | undefined; now: number };

/** Money is never given up: what patience would end is tried again each day. */
const dayMs = 24 * 60 * 60_000;

/** What a failed call makes of a row that is tried again. */
const failing = (
  row: { failures: number; failingSince: number | null },
  { failure, retryAfterSeconds, now }: Failed,
) => {
  const failures = row.failures + 1;
  const failingSince = row.failingSince ?? now;
  const tryAt = nextTryAt({ now, failures, failingSince, retryAfterSeconds }) ?? now + dayMs;
  return { tryAt, set: { failures, failure, failingSince, updatedAt: now } };
};

/** The vendor could not be asked about a payment: when it is asked next, and why. */
export const recordAskFailure = async (db: Database, input: PaymentKey & Failed): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const payment = await lockPayment(tx, input);
    const { tryAt, set } = failing(payment, input);
    await tx
      .update(payments)
      .set({ ...set, askAt: tryAt })
      .where(isPayment(input));
  });

/** A refund could not be asked for, or its answer was lost: when it is asked for again under the same key, and why. */
export const recordRefundFailure = async (
  db: Database,
  input: { tenantId: string; refundId: string } & Failed,
): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const isRefund = and(eq(refunds.tenantId, input.tenantId), eq(refunds.id, input.refundId));
    const [refund] = await tx.select().from(refunds).where(isRefund).for('update');
    if (refund === undefined || refund.state !== 'owed') return;
    const { tryAt, set } = failing(refund, input);
    await tx
      .update(refunds)
      .set({ ...set, tryAt })
      .where(isRefund);
  });
