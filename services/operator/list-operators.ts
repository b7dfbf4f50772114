import { asc, isNull } from 'drizzle-orm';
import { operators } from '#db/schema/installation.ts';
import { withOperators } from '#db/tenant.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import type { Operators } from './find-operator.ts';

/** There are a handful: more than these are not listed. */
const most = 200;

/** Everybody who operates the installation: first those of its settings, then those who were granted it, in that order. */
export const listOperators = async (ctx: OperatorContext, { emails }: Operators) => {
  requireOperator(ctx);
  const granted = await withOperators(ctx.ops, (tx) =>
    tx
      .select()
      .from(operators)
      .where(isNull(operators.withdrawnAt))
      .orderBy(asc(operators.grantedAt))
      .limit(most),
  );
  return {
    items: [
      ...emails.map((email) => ({ id: null, email, source: 'settings' as const, grantedAt: null })),
      ...granted.map(({ id, email, grantedAt }) => ({
        id,
        email,
        source: 'grant' as const,
        grantedAt: new Date(grantedAt).toISOString(),
      })),
    ],
  };
};
