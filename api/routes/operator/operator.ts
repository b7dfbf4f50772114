import { bindOperator, type Router } from '#api/bind.ts';
import * as contract from '#contracts/operator/operator.ts';
import { AppError } from '#domain/errors.ts';
import type { Identity } from '#services/account/identity.ts';
import type { Operators } from '#services/operator/find-operator.ts';
import { grantOperator } from '#services/operator/grant-operator.ts';
import { listOperators } from '#services/operator/list-operators.ts';
import { withdrawOperator } from '#services/operator/withdraw-operator.ts';

/** Serves operators: who they are. */
export const operatorRoutes = (
  router: Router,
  options: { identity: Identity; operators: Operators; temporalUiUrl: string | null },
): void => {
  bindOperator(router, contract.getOperator, async ({ ctx: { actor } }) => {
    if (actor.kind !== 'operator') throw new AppError('forbidden', 'You do not operate this installation.');
    const { userId, email } = actor;
    return { body: { userId, email, temporalUiUrl: options.temporalUiUrl } };
  });
  bindOperator(router, contract.listOperators, async ({ ctx, query }) => ({
    body: await listOperators(ctx, options.operators, query),
  }));
  bindOperator(router, contract.grantOperator, async ({ ctx, body }) => {
    await grantOperator(ctx, options, body);
    return { body: undefined };
  });
  bindOperator(router, contract.withdrawOperator, async ({ ctx, params, body }) => {
    await withdrawOperator(ctx, { ...params, ...body });
    return { body: undefined };
  });
};
