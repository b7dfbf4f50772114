import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { Plan, PlanOverrides } from '#domain/plan/types.ts';
import { entitlementOf } from '#domain/subscription/entitlement.ts';
import { settleFrozen } from '#services/account/member/settle-frozen.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from './lock-tenant.ts';

export type PlanChange = {
  plan: Plan;
  limits: PlanOverrides;
  reason: string;
  /** The plan is what is paid for from now on. */
  followsPayment?: boolean;
};

const paidPlan = async (tx: Transaction, { tenantId, now }: ServiceContext): Promise<Plan> => {
  const [row] = await tx.select().from(subscriptions).where(eq(subscriptions.tenantId, tenantId));
  return entitlementOf(row ?? null, now()).plan;
};

/**
 * Gives a tenant a plan, and limits of its own instead of the plan's. What it pays for does not touch that, until an operator lets the
 * plan follow it again. Members beyond the limit are frozen, and who fits again is not; calendars and domains above theirs go on, and
 * none is added.
 */
export const setPlan = async (
  ctx: ServiceContext,
  { plan: asked, limits, reason, followsPayment = false }: PlanChange,
): Promise<void> => {
  requireOperator(ctx);
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const before = await lockTenant(tx, ctx.tenantId);
    const plan = followsPayment ? await paidPlan(tx, ctx) : asked;
    const planSource = followsPayment ? 'subscription' : 'operator';
    await tx.update(tenants).set({ plan, planSource, limits }).where(eq(tenants.id, ctx.tenantId));
    await audit(tx, ctx, {
      action: 'tenant.set_plan',
      targetKind: 'tenant',
      targetId: ctx.tenantId,
      before: { plan: before.plan, source: before.planSource, limits: before.limits },
      after: { plan, source: planSource, limits },
      reason,
    });
    await settleFrozen(tx, ctx);
  });
};
