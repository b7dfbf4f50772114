import { eq } from 'drizzle-orm';
import { paymentFindings, payments, reconciliations } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Api } from './harness.ts';

/** A reconciliation that found money of which nobody knows, and that difference. */
export const addReconciliation = async (
  api: Api,
  ctx: ServiceContext,
  paymentId: string,
): Promise<{ reconciliationId: string; paymentFindingId: string }> => {
  const { tenantId } = ctx;
  const now = ctx.now();
  const reconciliationId = ctx.newId('reconciliation');
  const paymentFindingId = ctx.newId('paymentFinding');
  const total = { capturedMinor: 2_500, refundedMinor: 300, lostMinor: 0 };
  await withTenant(api.db, tenantId, async (tx) => {
    const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId));
    const integrationId = payment?.integrationId ?? '';
    await tx.insert(reconciliations).values({
      tenantId,
      id: reconciliationId,
      integrationId,
      fromAt: now - 86_400_000,
      toAt: now,
      readDownTo: now,
      state: 'done',
      phase: 'end',
      read: 3,
      healed: 1,
      found: 1,
      standing: 1,
      totals: [
        { day: '2026-11-25', currency: 'USD', ours: total, theirs: { ...total, capturedMinor: 3_000 } },
      ],
      tryAt: now,
      startedAt: now,
      endedAt: now,
    });
    await tx.insert(paymentFindings).values({
      tenantId,
      id: paymentFindingId,
      integrationId,
      kind: 'unknown_payment',
      externalId: `charge-${paymentFindingId}`,
      oursMinor: 0,
      theirsMinor: 500,
      currency: 'USD',
      takenAt: now,
      foundAt: now,
      seenIn: reconciliationId,
    });
  });
  return { reconciliationId, paymentFindingId };
};
