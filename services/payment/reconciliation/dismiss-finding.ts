import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { paymentFindings } from '#db/schema/payment.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand, refuse } from '#services/idempotency.ts';
import { readFinding } from './list-findings.ts';

/** A finding may stand as it is; false when it does not stand any more, or was dismissed. */
export const dismissFinding = async (
  tx: Transaction,
  { tenantId, id, by, now }: { tenantId: string; id: string; by: string | null; now: number },
): Promise<boolean> => {
  const rows = await tx
    .update(paymentFindings)
    .set({ dismissedAt: now, dismissedBy: by })
    .where(
      and(
        eq(paymentFindings.tenantId, tenantId),
        eq(paymentFindings.id, id),
        isNull(paymentFindings.healedAt),
        isNull(paymentFindings.dismissedAt),
      ),
    )
    .returning({ id: paymentFindings.id });
  return rows.length > 0;
};

/**
 * Somebody has looked into what a vendor says otherwise: it needs no attention until it is another. Throws `not_found` and
 * `attention_settled`. (contract `PaymentFinding`)
 */
export const dismissPaymentFinding = async (ctx: ServiceContext, input: { paymentFindingId: string }) =>
  inCommand(ctx, {
    run: async (tx) => {
      const { memberId: by } = requireAccess(ctx, 'payments.write');
      const { tenantId } = ctx;
      const { paymentFindingId: id } = input;
      const { kind } = await readFinding(tx, tenantId, id);
      if (!(await dismissFinding(tx, { tenantId, id, by, now: ctx.now() })))
        return {
          ...refuse('attention_settled', 'It was dismissed, or is right again; read the list again.'),
          subjectId: id,
        };
      await audit(tx, ctx, {
        action: 'payment_finding.dismiss',
        targetKind: 'payment_finding',
        targetId: id,
        before: { kind },
      });
      return { subjectId: id, answer: await readFinding(tx, tenantId, id) };
    },
    replay: (tx, id) => readFinding(tx, ctx.tenantId, id),
  });
