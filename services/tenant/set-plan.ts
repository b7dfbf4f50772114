import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { Plan, PlanOverrides } from '#domain/plan/types.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from './lock-tenant.ts';

export type PlanChange = { plan: Plan; limits: PlanOverrides; reason: string };

/**
 * Gives a tenant a plan, and limits of its own instead of the plan's: the only way to either. What is above a limit stays as it is;
 * nothing is added until there is room again.
 */
export const setPlan = async (ctx: ServiceContext, { plan, limits, reason }: PlanChange): Promise<void> => {
  requireOperator(ctx);
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const before = await lockTenant(tx, ctx.tenantId);
    await tx.update(tenants).set({ plan, limits }).where(eq(tenants.id, ctx.tenantId));
    await audit(tx, ctx, {
      action: 'tenant.set_plan',
      targetKind: 'tenant',
      targetId: ctx.tenantId,
      before: { plan: before.plan, limits: before.limits },
      after: { plan, limits },
      reason,
    });
  });
};
