import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { memberProfiles, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { isLive } from '#domain/subscription/types.ts';
import type { PlanCheckout, PlanOffer } from '#domain/subscription/vendor.ts';
import { audit } from '#services/audit.ts';
import { type MemberActor, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { askSoon } from './ask-soon.ts';
import {
  countSeats,
  isOf,
  lockSubscription,
  readSubscription,
  type SubscriptionRow,
} from './load-subscription.ts';
import { type PlanSeller, refusalOf, requireSeller } from './seller.ts';

/** The vendor keeps a page for a day: an older one is not worth going back to. */
const pageLivesMs = 23 * 60 * 60_000;

const requireUnpaid = (row: SubscriptionRow | null): void => {
  if (row !== null && isLive(row.state) && row.state !== 'past_due')
    throw new AppError('already_subscribed', 'The organisation pays for a plan already; change that one.');
  if (row?.state === 'past_due')
    throw new AppError('already_subscribed', 'A payment for the plan is owed; give the vendor another card.');
};

/** Nobody can subscribe on the page before any more; `already_subscribed` when somebody just has. */
const closeFormer = async (
  ctx: ServiceContext,
  seller: PlanSeller,
  row: SubscriptionRow | null,
): Promise<void> => {
  if (row === null || row.checkoutBegunAt === null || row.checkoutId === null) return;
  const { state } = await seller.closeCheckout(row.checkoutId);
  if (state !== 'complete') return;
  const { db, tenantId } = ctx;
  await withTenant(db, tenantId, (tx) => askSoon(tx, { tenantId, now: ctx.now() }));
  throw new AppError('already_subscribed', 'Somebody has just subscribed for the organisation.');
};

type Begun = { row: SubscriptionRow; email: string; locale: 'en' | 'vi' };

const isSame = (row: SubscriptionRow, { plan, interval }: PlanOffer, now: number): boolean =>
  row.checkoutBegunAt !== null &&
  row.checkoutBegunAt > now - pageLivesMs &&
  row.checkoutPlan === plan &&
  row.checkoutInterval === interval;

/** Writes down what the page is made of, before it is asked for: the same press gives the same page. */
const begin = (ctx: ServiceContext, by: MemberActor, seller: PlanSeller, offer: PlanOffer): Promise<Begun> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { tenantId } = ctx;
    const now = ctx.now();
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId)).for('update');
    if (tenant?.planSource === 'operator')
      throw new AppError('plan_given', 'An operator has given the organisation its plan.');
    const before = await lockSubscription(tx, tenantId);
    requireUnpaid(before);
    const seats = Math.max(1, await countSeats(tx, tenantId, { plan: offer.plan }));
    const isNew = before === null || !isSame(before, offer, now) || before.checkoutSeats !== seats;
    const row = isNew ? await write(tx, ctx, { before, seller, offer, seats }) : before;
    const [person] = await tx
      .select({ email: memberProfiles.email, locale: memberProfiles.locale })
      .from(memberProfiles)
      .where(eq(memberProfiles.id, by.memberId));
    if (person === undefined) throw new AppError('unauthenticated', 'Your membership has ended.');
    return { row, ...person };
  });

const write = async (
  tx: Transaction,
  ctx: ServiceContext,
  {
    before,
    seller,
    offer,
    seats,
  }: { before: SubscriptionRow | null; seller: PlanSeller; offer: PlanOffer; seats: number },
): Promise<SubscriptionRow> => {
  const { tenantId } = ctx;
  const now = ctx.now();
  const page = {
    vendor: seller.vendor,
    checkoutNumber: (before?.checkoutNumber ?? 0) + 1,
    checkoutPlan: offer.plan,
    checkoutInterval: offer.interval,
    checkoutSeats: seats,
    checkoutTrialDays: before?.trialUsedAt == null ? seller.trialDays : 0,
    checkoutBegunAt: now,
    checkoutId: null,
    askAt: now,
  };
  const [row] = await tx
    .insert(subscriptions)
    .values({ tenantId, createdAt: now, ...page })
    .onConflictDoUpdate({ target: subscriptions.tenantId, set: page })
    .returning();
  if (row === undefined) throw new Error('a subscription was not written');
  await audit(tx, ctx, {
    action: 'subscription.subscribe',
    targetKind: 'subscription',
    targetId: tenantId,
    after: { ...offer, seats },
  });
  return row;
};

const requestOf = (
  { row, email, locale }: Begun,
  { returnUrl, cancelUrl }: { returnUrl: string; cancelUrl: string },
): PlanCheckout => ({
  key: `everslot:${row.tenantId}:subscribe:${row.checkoutNumber}`,
  tenantId: row.tenantId,
  plan: row.checkoutPlan,
  interval: row.checkoutInterval,
  seats: row.checkoutSeats,
  trialDays: row.checkoutTrialDays,
  customerId: row.customerId,
  email,
  locale,
  returnUrl,
  cancelUrl,
});

/** The next press makes another page: this one was asked for in other words, by another owner or in another language. */
const forgetPage = ({ db, tenantId }: ServiceContext): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    await tx.update(subscriptions).set({ checkoutBegunAt: null }).where(isOf(tenantId));
  });

/** Which page was made, so that the vendor can be asked what came of it. */
const keepPage = (ctx: ServiceContext, number: number, checkoutId: string): Promise<void> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await lockSubscription(tx, ctx.tenantId);
    if (row?.checkoutNumber !== number) return;
    await askSoon(tx, { tenantId: ctx.tenantId, now: ctx.now() }, { checkoutId });
  });

/**
 * The page at the vendor on which an owner subscribes: the same one until it is another plan, has ended or is a day old. What comes of it
 * the follower learns from the vendor. `plan_given` where an operator has given the plan, `already_subscribed` while one is paid for.
 */
export const openPlanCheckout = async (
  ctx: ServiceContext,
  deps: { seller: PlanSeller | null; returnUrl: string; cancelUrl: string },
  offer: PlanOffer,
): Promise<{ url: string }> => {
  const by = requirePermission(ctx, 'billing.write');
  const seller = requireSeller(deps.seller);
  if (!seller.offers.some(({ plan, interval }) => plan === offer.plan && interval === offer.interval))
    throw new AppError('invalid_request', 'This plan is not for sale.', {
      errors: [{ pointer: '/plan', message: 'must be for sale for this interval' }],
    });
  try {
    const before = await withTenant(ctx.db, ctx.tenantId, (tx) => readSubscription(tx, ctx.tenantId));
    if (before !== null && !isSame(before, offer, ctx.now())) await closeFormer(ctx, seller, before);
    const begun = await begin(ctx, by, seller, offer);
    const page = await seller.openCheckout(requestOf(begun, deps)).catch(async (error: unknown) => {
      if (error instanceof ProviderFailure && error.reason === 'key_reused') await forgetPage(ctx);
      throw error;
    });
    await keepPage(ctx, begun.row.checkoutNumber, page.checkoutId);
    if (page.url !== null) return { url: page.url };
    await forgetUnlessComplete(ctx, page.state);
  } catch (error) {
    throw refusalOf(error);
  }
  throw new AppError('already_subscribed', 'This page has been used; look again in a moment.');
};

const forgetUnlessComplete = async (ctx: ServiceContext, state: string): Promise<void> => {
  if (state !== 'complete') await forgetPage(ctx);
};
