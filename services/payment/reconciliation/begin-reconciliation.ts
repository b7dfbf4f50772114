import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { paymentFindings, reconciliations } from '#db/schema/payment.ts';
import { wake } from '#db/wakeups.ts';
import { comparedTime } from '#domain/payment/reconciliation.ts';

type Account = { tenantId: string; integrationId: string };

const lastDoneTo = async (tx: Transaction, { tenantId, integrationId }: Account): Promise<number | null> => {
  const [row] = await tx
    .select({ toAt: reconciliations.toAt })
    .from(reconciliations)
    .where(
      and(
        eq(reconciliations.tenantId, tenantId),
        eq(reconciliations.integrationId, integrationId),
        eq(reconciliations.state, 'done'),
      ),
    )
    .orderBy(desc(reconciliations.startedAt))
    .limit(1);
  return row?.toAt ?? null;
};

/** What was different before is looked at again, whenever that was. */
const differing = async (tx: Transaction, { tenantId, integrationId }: Account): Promise<string[]> => {
  const rows = await tx
    .selectDistinct({ id: paymentFindings.paymentId })
    .from(paymentFindings)
    .where(
      and(
        eq(paymentFindings.tenantId, tenantId),
        eq(paymentFindings.integrationId, integrationId),
        isNull(paymentFindings.healedAt),
        isNotNull(paymentFindings.paymentId),
      ),
    );
  return rows.flatMap(({ id }) => id ?? []);
};

/**
 * Begins to compare the payments of an account with what its vendor says, in the caller's transaction. Answers its id; null while
 * another one of the account is under way. `now`: epoch milliseconds.
 */
export const beginReconciliation = async (
  tx: Transaction,
  { now, ...account }: Account & { now: number },
): Promise<string | null> => {
  const { tenantId, integrationId } = account;
  const time = comparedTime(now, await lastDoneTo(tx, account));
  const [begun] = await tx
    .insert(reconciliations)
    .values({
      tenantId,
      id: newId('reconciliation'),
      integrationId,
      ...time,
      readDownTo: time.toAt,
      suspects: await differing(tx, account),
      tryAt: now,
      startedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: reconciliations.id });
  if (begun === undefined) return null;
  wake(tx, { tenantId, kind: 'reconciliation', subjectId: begun.id });
  return begun.id;
};
