import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Billing } from '#contracts/tenant/billing.ts';
import type { Transaction } from '#db/client.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { entitlementOf } from '#domain/subscription/entitlement.ts';
import { requireOperator, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { countSeats, readSubscription, type SubscriptionRow } from './load-subscription.ts';

export type BillingView = z.input<typeof Billing>;

const instantOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const presentSubscription = (row: SubscriptionRow | null, now: number): BillingView['subscription'] => {
  if (row === null || row.state === null || row.plan === null || row.interval === null) return null;
  const { plan, interval, state, isCancelled } = row;
  return {
    plan,
    interval,
    state,
    seats: row.seats ?? 0,
    isCancelled,
    trialEndsAt: instantOf(row.trialEndsAt),
    periodEndsAt: instantOf(row.periodEndsAt),
    graceEndsAt: instantOf(entitlementOf(row, now).until),
    isChanging: row.wantedPlan !== null || row.wantedCancelled !== null,
  };
};

const billingOf = async (
  tx: Transaction,
  { tenantId, now }: ServiceContext,
  seller: { trialDays: number } | null,
): Promise<BillingView> => {
  const [[tenant], row, members] = await Promise.all([
    tx
      .select({ plan: tenants.plan, source: tenants.planSource })
      .from(tenants)
      .where(eq(tenants.id, tenantId)),
    readSubscription(tx, tenantId),
    countSeats(tx, tenantId, { plan: null }),
  ]);
  if (tenant === undefined) throw new AppError('not_found', 'There is no such organisation.');
  return {
    ...tenant,
    members,
    isSold: seller !== null,
    trialDays: row?.trialUsedAt == null ? (seller?.trialDays ?? 0) : 0,
    isPageOpen: row?.checkoutBegunAt != null,
    isFailing: (row?.failures ?? 0) > 0,
    subscription: presentSubscription(row, now()),
  };
};

/** What the organisation pays for its plan. */
export const readBilling = (
  ctx: ServiceContext,
  seller: { trialDays: number } | null,
): Promise<BillingView> =>
  withTenant(ctx.db, ctx.tenantId, (tx) => {
    requirePermission(ctx, 'billing.read');
    return billingOf(tx, ctx, seller);
  });

/** The same for operators. */
export const readTenantBilling = (
  ctx: ServiceContext,
  seller: { trialDays: number } | null,
): Promise<BillingView> =>
  withTenant(ctx.db, ctx.tenantId, (tx) => {
    requireOperator(ctx);
    return billingOf(tx, ctx, seller);
  });
