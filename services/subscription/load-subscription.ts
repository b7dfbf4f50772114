import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { members, tenantDeletions, tenants } from '#db/schema/tenant.ts';
import { seatsFor } from '#domain/plan/freeze.ts';
import { limitFor } from '#domain/plan/limits.ts';
import type { Plan } from '#domain/plan/types.ts';
import type { SubscriptionView } from '#domain/subscription/follow.ts';

export type SubscriptionRow = typeof subscriptions.$inferSelect;

export const isOf = (tenantId: string) => eq(subscriptions.tenantId, tenantId);

export const readSubscription = async (tx: Transaction, tenantId: string): Promise<SubscriptionRow | null> =>
  (await tx.select().from(subscriptions).where(isOf(tenantId)))[0] ?? null;

/** The row of a tenant, held until the end of the transaction. */
export const lockSubscription = async (tx: Transaction, tenantId: string): Promise<SubscriptionRow | null> =>
  (await tx.select().from(subscriptions).where(isOf(tenantId)).for('update'))[0] ?? null;

/** Everybody who needs a seat in a plan, with so many more members: whom it would freeze needs none. Null: whatever the plan. */
export const countSeats = async (
  tx: Transaction,
  tenantId: string,
  { plan, more = 0 }: { plan: Plan | null; more?: number },
): Promise<number> => {
  const active = and(eq(members.tenantId, tenantId), eq(members.isActive, true));
  const [[tenant], all, owners] = await Promise.all([
    tx.select({ limits: tenants.limits }).from(tenants).where(eq(tenants.id, tenantId)),
    tx.$count(members, active),
    tx.$count(members, and(active, eq(members.role, 'owner'))),
  ]);
  const limit = plan === null || tenant === undefined ? null : limitFor({ plan, ...tenant }, 'members');
  return seatsFor({ active: all + more, owners }, limit);
};

/** What is followed of a subscription, with what it depends on. */
export const viewSubscription = async (
  tx: Transaction,
  tenantId: string,
): Promise<SubscriptionView | null> => {
  const row = await readSubscription(tx, tenantId);
  const [[tenant], seats, leaving] = await Promise.all([
    tx
      .select({ plan: tenants.plan, planSource: tenants.planSource })
      .from(tenants)
      .where(eq(tenants.id, tenantId)),
    countSeats(tx, tenantId, { plan: row?.plan ?? null }),
    tx.$count(
      tenantDeletions,
      and(eq(tenantDeletions.tenantId, tenantId), ne(tenantDeletions.state, 'waiting')),
    ),
  ]);
  if (row === null || tenant === undefined) return null;
  return {
    subscriptionId: row.subscriptionId,
    plan: row.plan,
    interval: row.interval,
    state: row.state,
    seats: row.seats,
    trialEndsAt: row.trialEndsAt,
    periodEndsAt: row.periodEndsAt,
    isCancelled: row.isCancelled,
    pastDueSince: row.pastDueSince,
    unknownSince: row.unknownSince,
    isPageOpen: row.checkoutBegunAt !== null,
    wantedPlan: row.wantedPlan,
    wantedInterval: row.wantedInterval,
    wantedCancelled: row.wantedCancelled,
    askAt: row.askAt,
    failures: row.failures,
    members: seats,
    isLeaving: leaving > 0,
    held: tenant,
  };
};
