import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { reconciliations } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import type { Wakeup } from '#domain/follower.ts';
import { planReconciliation, type ReconciliationView } from '#domain/payment/reconciliation.ts';

export type ReconciliationKey = { tenantId: string; reconciliationId: string };
export type ReconciliationRow = typeof reconciliations.$inferSelect;

export const isReconciliation = ({ tenantId, reconciliationId }: ReconciliationKey) =>
  and(eq(reconciliations.tenantId, tenantId), eq(reconciliations.id, reconciliationId));

/** A reconciliation that is under way, for whoever takes it further; null once it has ended. */
export const lockRunning = async (
  tx: Transaction,
  key: ReconciliationKey,
): Promise<ReconciliationRow | null> => {
  const [row] = await tx
    .select()
    .from(reconciliations)
    .where(and(isReconciliation(key), eq(reconciliations.state, 'running')))
    .for('update');
  return row ?? null;
};

/** The same, to read. */
export const readRunning = async (db: Database, key: ReconciliationKey): Promise<ReconciliationRow | null> =>
  withTenant(db, key.tenantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(reconciliations)
      .where(and(isReconciliation(key), eq(reconciliations.state, 'running')));
    return row ?? null;
  });

/** What the follower of a reconciliation sees now, or null when there is none; with it is written down when it has to look again. */
export const lookAtReconciliation = async (
  db: Database,
  input: ReconciliationKey & { now: number },
): Promise<ReconciliationView | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, reconciliationId, now } = input;
    const wakeup: Wakeup = { tenantId, kind: 'reconciliation', subjectId: reconciliationId };
    const version = await wakeupVersion(tx, wakeup);
    const [view] = await tx
      .select({
        state: reconciliations.state,
        phase: reconciliations.phase,
        failure: reconciliations.failure,
        tryAt: reconciliations.tryAt,
      })
      .from(reconciliations)
      .where(isReconciliation(input));
    const plan = view === undefined ? null : planReconciliation(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view ?? null;
  });
