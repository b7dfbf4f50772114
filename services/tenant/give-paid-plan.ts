import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { tenants } from '#db/schema/tenant.ts';
import { type PaidFor, planDue } from '#domain/subscription/entitlement.ts';
import { settleFrozen } from '#services/account/member/settle-frozen.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from './lock-tenant.ts';

/**
 * Gives a tenant the plan that it pays for, or takes it, in the caller's transaction; answers which, or null where nothing changes. What
 * an operator has given stays. Members beyond the limit are frozen with it, and who fits again is not.
 */
export const givePaidPlan = async (
  tx: Transaction,
  ctx: ServiceContext,
  paid: PaidFor | null,
): Promise<string | null> => {
  const before = await lockTenant(tx, ctx.tenantId);
  const plan = planDue(before, paid, ctx.now());
  if (plan === null) return null;
  await tx.update(tenants).set({ plan, planSource: 'subscription' }).where(eq(tenants.id, ctx.tenantId));
  await audit(tx, ctx, {
    action: 'tenant.set_plan',
    targetKind: 'tenant',
    targetId: ctx.tenantId,
    before: { plan: before.plan, source: before.planSource },
    after: { plan, source: 'subscription' },
  });
  await settleFrozen(tx, ctx);
  return plan;
};
