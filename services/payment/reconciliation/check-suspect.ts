import { sql } from 'drizzle-orm';
import { type Database, isRefusedBy, type Transaction } from '#db/client.ts';
import { reconciliations } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { type Difference, differencesOf } from '#domain/payment/reconciliation.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { applySeen } from '../apply-seen.ts';
import { healPayment, listFindings } from './findings.ts';
import { type KnownPayment, knownPayments } from './known-money.ts';
import {
  isReconciliation,
  lockRunning,
  type ReconciliationKey,
  type ReconciliationRow,
} from './load-reconciliation.ts';

/** Asks the vendor about a payment; null when it never heard of it. */
export type AskVendor = (paymentId: string) => Promise<VendorPayment | null>;

type Suspect = ReconciliationKey & { paymentId: string; now: number };

const isBecause = (error: unknown, reason: ProviderFailure['reason']): boolean =>
  error instanceof ProviderFailure && error.reason === reason;

/** What the vendor says of it; a failure that will not pass is itself an answer, any other is thrown. */
const hear = async (
  ask: AskVendor,
  paymentId: string,
): Promise<VendorPayment | Difference['kind'] | null> => {
  try {
    return await ask(paymentId);
  } catch (error) {
    if (isBecause(error, 'missing')) return 'missing_at_vendor';
    if (isBecause(error, 'unexpected_answer')) return 'amount_differs';
    throw error;
  }
};

/** It is none of ours, or its sums are not those of any ledger. */
const cannotBeTaken = (error: unknown): boolean =>
  isBecause(error, 'unexpected_answer') ||
  isRefusedBy(error, 'payments_ledger', 'payments_balance_check', 'payments_sign_check');

const differencesIn = (
  payment: KnownPayment,
  heard: VendorPayment | Difference['kind'] | null,
): Difference[] => {
  if (heard === null) return [];
  if (typeof heard !== 'string') return differencesOf(payment, heard);
  return [{ kind: heard, oursMinor: payment.capturedMinor, theirsMinor: null }];
};

const readOwn = async (
  tx: Transaction,
  run: ReconciliationRow,
  paymentId: string,
): Promise<KnownPayment | null> =>
  (await knownPayments(tx, run, { chargeIds: [], paymentIds: [paymentId] }))[0] ?? null;

/** The payment is looked at no more in this reconciliation: what still differs is listed, what does not any more is right again. */
const conclude = async (
  tx: Transaction,
  run: ReconciliationRow,
  { paymentId, now }: Suspect,
  { heard, wasDifferent }: { heard: VendorPayment | Difference['kind'] | null; wasDifferent: boolean },
): Promise<void> => {
  const payment = await readOwn(tx, run, paymentId);
  const left = payment === null ? [] : differencesIn(payment, heard);
  if (payment !== null)
    await listFindings(
      tx,
      run,
      left.map((difference) => ({
        ...difference,
        externalId: payment.chargeId ?? payment.checkoutId ?? payment.id,
        paymentId,
        currency: payment.currency,
        takenAt: payment.capturedAt ?? payment.createdAt,
      })),
      now,
    );
  const righted = await healPayment(tx, run, { paymentId, except: left.map(({ kind }) => kind), now });
  const isHealed = left.length === 0 && (wasDifferent || righted > 0);
  await tx
    .update(reconciliations)
    .set({
      suspects: sql`array_remove(${reconciliations.suspects}, ${paymentId})`,
      healed: sql`${reconciliations.healed} + ${isHealed ? 1 : 0}`,
      failures: 0,
      failure: null,
    })
    .where(isReconciliation({ tenantId: run.tenantId, reconciliationId: run.id }));
};

/**
 * Asks the vendor about a payment that differs, takes what it says as the payment's follower does, and looks again. What is not
 * mended by that is listed. Throws what keeps the vendor from answering.
 */
export const checkSuspect = async (db: Database, input: Suspect, ask: AskVendor): Promise<void> => {
  const { tenantId, paymentId, now } = input;
  const before = await withTenant(db, tenantId, async (tx) => {
    const run = await lockRunning(tx, input);
    return run === null ? null : readOwn(tx, run, paymentId);
  });
  const heard = before === null ? null : await hear(ask, paymentId);
  const wasDifferent = before !== null && differencesIn(before, heard).length > 0;
  if (heard !== null && typeof heard !== 'string')
    // What cannot be taken is not written at all, and differs afterwards.
    await applySeen(db, { tenantId, paymentId, seen: heard, now }).catch((error: unknown) => {
      if (!cannotBeTaken(error)) throw error;
    });
  await withTenant(db, tenantId, async (tx) => {
    const run = await lockRunning(tx, input);
    if (run !== null) await conclude(tx, run, input, { heard, wasDifferent });
  });
};
