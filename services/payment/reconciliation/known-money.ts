import { and, eq, gte, inArray, isNotNull, lte, or, type SQL } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { disputes, payments } from '#db/schema/payment.ts';
import type { KnownMoney } from '#domain/payment/reconciliation.ts';
import { type PaymentRow, refundsOf } from '../load-payment.ts';
import type { ReconciliationRow } from './load-reconciliation.ts';

/** A payment with its refunds and disputes, to be compared. */
export type KnownPayment = PaymentRow & KnownMoney;

const withMoney = async (
  tx: Transaction,
  tenantId: string,
  rows: readonly PaymentRow[],
): Promise<KnownPayment[]> => {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const given = await refundsOf(tx, tenantId, ids);
  const disputed = await tx
    .select()
    .from(disputes)
    .where(and(eq(disputes.tenantId, tenantId), inArray(disputes.paymentId, ids)));
  return rows.map((row) => ({
    ...row,
    refunds: given.filter(({ paymentId }) => paymentId === row.id),
    disputes: disputed.filter(({ paymentId }) => paymentId === row.id),
  }));
};

const select = (tx: Transaction, { tenantId, integrationId }: ReconciliationRow, which: SQL | undefined) =>
  tx
    .select()
    .from(payments)
    .where(and(eq(payments.tenantId, tenantId), eq(payments.integrationId, integrationId), which));

/** Payments of an account by the vendor's names of their money, or by our own. */
export const knownPayments = async (
  tx: Transaction,
  run: ReconciliationRow,
  { chargeIds, paymentIds }: { chargeIds: readonly string[]; paymentIds: readonly string[] },
): Promise<KnownPayment[]> => {
  const which = or(
    ...(chargeIds.length === 0 ? [] : [inArray(payments.chargeId, [...chargeIds])]),
    ...(paymentIds.length === 0 ? [] : [inArray(payments.id, [...paymentIds])]),
  );
  return which === undefined ? [] : withMoney(tx, run.tenantId, await select(tx, run, which));
};

/** Payments whose money was taken in a time, its ends included, and is not among that; their ids. */
export const unmetIn = async (
  tx: Transaction,
  run: ReconciliationRow,
  { from, to, met }: { from: number; to: number; met: readonly string[] },
): Promise<string[]> => {
  const taken = and(
    isNotNull(payments.chargeId),
    gte(payments.capturedAt, from),
    lte(payments.capturedAt, to),
  );
  const rows = await select(tx, run, taken);
  return rows.filter(({ chargeId }) => !met.includes(chargeId ?? '')).map(({ id }) => id);
};
