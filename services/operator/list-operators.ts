import { and, asc, gt, isNull } from 'drizzle-orm';
import { operators } from '#db/schema/installation.ts';
import { withOperators } from '#db/tenant.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import type { Operators } from './find-operator.ts';

export type OperatorList = Page<{ id: string; email: string; grantedAt: string }> & {
  /** Addresses of those who operate by the installation's settings, the same with every page. */
  ofSettings: string[];
};

/** Everybody who operates the installation: a page of those who were granted it, the longest ago first. */
export const listOperators = async (
  ctx: OperatorContext,
  { emails }: Pick<Operators, 'emails'>,
  { cursor, limit }: PageRequest,
): Promise<OperatorList> => {
  requireOperator(ctx);
  const after = idAfter(cursor);
  const granted = await withOperators(ctx.ops, (tx) =>
    tx
      .select({ id: operators.id, email: operators.email, grantedAt: operators.grantedAt })
      .from(operators)
      .where(and(isNull(operators.withdrawnAt), after === null ? undefined : gt(operators.id, after)))
      .orderBy(asc(operators.id))
      .limit(limit + 1),
  );
  const page = pageFrom(granted, limit, ({ id, email, grantedAt }) => ({
    id,
    email,
    grantedAt: new Date(grantedAt).toISOString(),
  }));
  return { ...page, ofSettings: [...emails] };
};
