import { and, eq, gte, isNull, lte, ne, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { paymentFindings, payments, reconciliations } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { nextTryAt } from '#domain/effect/patience.ts';
import type { Failure } from '#domain/failure.ts';
import { patienceMs, withOurs } from '#domain/payment/reconciliation.ts';
import { failureReasons } from '#domain/provider-failure.ts';
import { audit } from '#services/audit.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import {
  isReconciliation,
  lockRunning,
  type ReconciliationKey,
  type ReconciliationRow,
} from './load-reconciliation.ts';

const day = sql<string>`to_char(${payments.capturedAt} at time zone 'UTC', 'YYYY-MM-DD')`;

const sumOf = (column: SQLWrapper) => sql<number>`sum(${column})::float8`;

/** Our own money of the time that is compared, by the day it was taken and its currency. */
const ownTotals = (tx: Transaction, { tenantId, integrationId, fromAt, toAt }: ReconciliationRow) =>
  tx
    .select({
      day,
      currency: payments.currency,
      capturedMinor: sumOf(payments.capturedMinor),
      refundedMinor: sumOf(payments.refundedMinor),
      lostMinor: sumOf(payments.lostMinor),
    })
    .from(payments)
    .where(
      and(
        eq(payments.tenantId, tenantId),
        eq(payments.integrationId, integrationId),
        gte(payments.capturedAt, fromAt),
        lte(payments.capturedAt, toAt),
      ),
    )
    .groupBy(day, payments.currency);

const standing = ({ tenantId, integrationId }: ReconciliationRow) =>
  and(
    eq(paymentFindings.tenantId, tenantId),
    eq(paymentFindings.integrationId, integrationId),
    isNull(paymentFindings.healedAt),
  );

/** Money of the time that was compared, and that the vendor knows no more, is nobody's any more. */
const healGone = async (tx: Transaction, run: ReconciliationRow, now: number): Promise<void> => {
  await tx
    .update(paymentFindings)
    .set({ healedAt: now })
    .where(
      and(
        standing(run),
        eq(paymentFindings.kind, 'unknown_payment'),
        ne(paymentFindings.seenIn, run.id),
        gte(paymentFindings.takenAt, run.fromAt),
        lte(paymentFindings.takenAt, run.toAt),
      ),
    );
};

const tellAdmins = async (tx: Transaction, run: ReconciliationRow, now: number): Promise<void> => {
  const { tenantId, integrationId: subjectId, id, found } = run;
  wake(tx, { tenantId, kind: 'notify', subjectId });
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'integration',
      subjectId,
      template: 'payments_differ',
      key: `payments_differ/${id}`,
      revision: 0,
      details: { differences: found },
      dueAt: now,
      createdAt: now,
    },
  ]);
};

/** Everything of the vendor's was read and asked about: the totals are made, and admins are told of what is new. */
export const endReconciliation = async (
  db: Database,
  input: ReconciliationKey & { now: number },
): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { now } = input;
    const run = await lockRunning(tx, input);
    if (run === null || run.phase !== 'end' || run.suspects.length > 0) return;
    await healGone(tx, run, now);
    const count = await tx.$count(paymentFindings, and(standing(run), isNull(paymentFindings.dismissedAt)));
    await tx
      .update(reconciliations)
      .set({
        state: 'done',
        totals: withOurs(run.totals, await ownTotals(tx, run)),
        standing: count,
        endedAt: now,
        failures: 0,
        failure: null,
      })
      .where(isReconciliation(input));
    if (run.found > 0 && count > 0) await tellAdmins(tx, run, now);
    await audit(
      tx,
      { tenantId: run.tenantId, actor: { kind: 'system' }, now: () => now, newId },
      {
        action: 'reconciliation.end',
        targetKind: 'reconciliation',
        targetId: run.id,
        after: { read: run.read, healed: run.healed, found: run.found, standing: count },
      },
    );
  });

/** Access that is lost for good is not waited for: the next reconciliation begins once it is given again. */
const isFinal = (failure: Failure): boolean =>
  (failureReasons.revoked as readonly Failure[]).includes(failure);

/** The vendor could not be asked: when it is asked next, and why; after a day's patience this reconciliation has failed. */
export const failReconciliation = async (
  db: Database,
  input: ReconciliationKey & {
    failure: Failure;
    retryAfterSeconds?: number | undefined;
    now: number;
  },
): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { failure, retryAfterSeconds, now } = input;
    const run = await lockRunning(tx, input);
    if (run === null) return;
    const failures = run.failures + 1;
    const tryAt =
      nextTryAt({ now, failures, failingSince: run.startedAt, retryAfterSeconds }) ?? now + patienceMs;
    const isOver = isFinal(failure) || tryAt > run.startedAt + patienceMs;
    await tx
      .update(reconciliations)
      .set({ failure, failures, tryAt, ...(isOver ? { state: 'failed', endedAt: now } : {}) })
      .where(isReconciliation(input));
  });
