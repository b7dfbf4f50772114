import type { subscriptions } from '#db/schema/installation.ts';
import { withTenant } from '#db/tenant.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import { AppError } from '#domain/errors.ts';
import { isLive } from '#domain/subscription/types.ts';
import type { PlanOffer, SeatPreview } from '#domain/subscription/vendor.ts';
import { audit } from '#services/audit.ts';
import { requireAccess, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { askSoon } from './ask-soon.ts';
import { countSeats, lockSubscription, readSubscription, type SubscriptionRow } from './load-subscription.ts';
import { type PlanSeller, refusalOf, requireSeller } from './seller.ts';

const requireLive = (row: SubscriptionRow | null): SubscriptionRow => {
  if (row === null || !isLive(row.state))
    throw new AppError('not_subscribed', 'The organisation pays for no plan.');
  return row;
};

type Change = {
  action: AuditAction;
  set: (row: SubscriptionRow) => Partial<typeof subscriptions.$inferInsert>;
  after?: Record<string, unknown>;
};

/** Writes down what is wanted; the follower makes it so at the vendor. */
const want = (ctx: ServiceContext, { action, set, after }: Change): Promise<void> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    requirePermission(ctx, 'billing.write');
    const { tenantId } = ctx;
    const row = requireLive(await lockSubscription(tx, tenantId));
    await askSoon(tx, { tenantId, now: ctx.now() }, set(row));
    await audit(tx, ctx, {
      action,
      targetKind: 'subscription',
      targetId: tenantId,
      ...(after === undefined ? {} : { after }),
    });
  });

/** Ends the plan with what has been paid for. */
export const cancelPlan = (ctx: ServiceContext): Promise<void> =>
  want(ctx, { action: 'subscription.cancel', set: () => ({ wantedCancelled: true }) });

/** Takes a cancellation back, as long as the plan has not ended. */
export const resumePlan = (ctx: ServiceContext): Promise<void> =>
  want(ctx, { action: 'subscription.resume', set: () => ({ wantedCancelled: false }) });

/** Another plan or interval from now on; the difference is shared out over the period. */
export const changePlan = (
  ctx: ServiceContext,
  seller: PlanSeller | null,
  offer: PlanOffer,
): Promise<void> => {
  const { offers } = requireSeller(seller);
  if (!offers.some(({ plan, interval }) => plan === offer.plan && interval === offer.interval))
    throw new AppError('invalid_request', 'This plan is not for sale.', {
      errors: [{ pointer: '/plan', message: 'must be for sale for this interval' }],
    });
  return want(ctx, {
    action: 'subscription.change_plan',
    // Whoever chooses a plan wants to go on.
    set: ({ isCancelled }) => ({
      wantedPlan: offer.plan,
      wantedInterval: offer.interval,
      wantedCancelled: isCancelled ? false : null,
    }),
    after: offer,
  });
};

/** The vendor is asked at once: somebody comes back from one of its pages. */
export const checkBilling = (ctx: ServiceContext): Promise<void> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    requirePermission(ctx, 'billing.write');
    const { tenantId } = ctx;
    if (!(await askSoon(tx, { tenantId, now: ctx.now() }))) return;
    await audit(tx, ctx, { action: 'subscription.ask', targetKind: 'subscription', targetId: tenantId });
  });

/** The page at the vendor for cards and invoices; `not_subscribed` where nobody has ever subscribed. */
export const openBillingPortal = async (
  ctx: ServiceContext,
  deps: { seller: PlanSeller | null; returnUrl: string },
  { locale }: { locale: 'en' | 'vi' },
): Promise<{ url: string }> => {
  requirePermission(ctx, 'billing.write');
  const seller = requireSeller(deps.seller);
  const customerId = await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await readSubscription(tx, ctx.tenantId);
    if (row?.customerId == null)
      throw new AppError('not_subscribed', 'The organisation has never paid for a plan.');
    await audit(tx, ctx, {
      action: 'subscription.open_portal',
      targetKind: 'subscription',
      targetId: ctx.tenantId,
    });
    return row.customerId;
  });
  try {
    return await seller.openPortal({ customerId, locale, returnUrl: deps.returnUrl });
  } catch (error) {
    throw refusalOf(error);
  }
};

/** What so many members more cost, before anybody is added; null where seats are not paid for, or there are enough. */
export const previewSeats = async (
  ctx: ServiceContext,
  seller: PlanSeller | null,
  { more }: { more: number },
): Promise<SeatPreview | null> => {
  requireAccess(ctx, 'members.write');
  const found = await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await readSubscription(tx, ctx.tenantId);
    return { row, seats: await countSeats(tx, ctx.tenantId, { plan: row?.plan ?? null, more }) };
  });
  const { row, seats } = found;
  if (seller === null || row?.subscriptionId == null || !isLive(row.state)) return null;
  if (seats <= (row.seats ?? 0)) return null;
  try {
    return await seller.previewSeats({ subscriptionId: row.subscriptionId, seats });
  } catch (error) {
    throw refusalOf(error);
  }
};
