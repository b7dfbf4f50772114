import { limitsOf } from '#domain/plan/limits.ts';
import { plans } from '#domain/plan/types.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

/** What each plan allows, the smallest first. */
export const listPlans = (ctx: Pick<ServiceContext, 'actor'>) => {
  requireOperator(ctx);
  return { items: plans.map((name) => ({ name, limits: limitsOf[name] })) };
};
