import { and, eq, isNull } from 'drizzle-orm';
import { operators } from '#db/schema/installation.ts';
import { withOperators } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { endViewsOf } from '#services/support/end-support-view.ts';

/** Takes back that somebody is an operator, with their next request, and ends what they look at. Those of the installation's settings stay. */
export const withdrawOperator = async (
  ctx: OperatorContext,
  input: { operatorId: string; reason: string },
): Promise<void> => {
  const actor = requireOperator(ctx);
  const userId = await withOperators(ctx.ops, async (tx) => {
    const [row] = await tx
      .update(operators)
      .set({
        withdrawnBy: actor.kind === 'operator' ? actor.userId : actor.kind,
        withdrawnAt: ctx.now(),
      })
      .where(and(eq(operators.id, input.operatorId), isNull(operators.withdrawnAt)))
      .returning({ userId: operators.userId });
    if (row === undefined) throw new AppError('not_found', 'There is no such operator.');
    await audit(tx, ctx, {
      action: 'operator.withdraw',
      targetKind: 'operator',
      targetId: input.operatorId,
      before: { userId: row.userId },
      reason: input.reason,
    });
    return row.userId;
  });
  await endViewsOf(ctx, userId);
};
