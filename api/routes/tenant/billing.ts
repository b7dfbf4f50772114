import { bindMember, bindOperator, type Router } from '#api/bind.ts';
import type { AppDeps } from '#api/deps.ts';
import * as contract from '#contracts/tenant/billing.ts';
import { limitsOf } from '#domain/plan/limits.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PlanPrice } from '#domain/subscription/vendor.ts';
import type { BillingProvider } from '#providers/billing/port.ts';
import {
  cancelPlan,
  changePlan,
  checkBilling,
  openBillingPortal,
  previewSeats,
  resumePlan,
} from '#services/subscription/change-subscription.ts';
import { openPlanCheckout } from '#services/subscription/open-plan-checkout.ts';
import { readBilling, readTenantBilling } from '#services/subscription/read-billing.ts';

/** Prices change seldom, and are asked for by everybody who looks at the page. */
const pricesKeptMs = 10 * 60_000;

/** What the vendor asks for, asked for now and then; none while it cannot be asked. */
const createPrices = (seller: BillingProvider | null, now: () => number) => {
  let kept: { at: number; prices: readonly PlanPrice[] } | null = null;
  return async (): Promise<readonly PlanPrice[]> => {
    if (seller === null) return [];
    if (kept !== null && now() - kept.at < pricesKeptMs) return kept.prices;
    try {
      kept = { at: now(), prices: await seller.readPrices() };
      return kept.prices;
    } catch (error) {
      if (error instanceof ProviderFailure) return kept?.prices ?? [];
      throw error;
    }
  };
};

/** Serves what an organisation pays for its plan, to its owners and to operators. */
export const billingRoutes = (
  router: Router,
  { billing, config, now }: Pick<AppDeps, 'billing' | 'config' | 'now'>,
): void => {
  const [seller = null] = billing.values();
  const readPrices = createPrices(seller, now);
  const pageUrl = `${config.PUBLIC_URL}/app/billing`;
  bindMember(router, contract.readBilling, async ({ ctx }) => ({ body: await readBilling(ctx, seller) }));
  bindMember(router, contract.listPlanOffers, async () => {
    const prices = await readPrices();
    const items = (seller?.offers ?? []).map(({ plan, interval }) => {
      const found = prices.find((each) => each.plan === plan && each.interval === interval);
      return { plan, interval, price: found?.price ?? null, limits: limitsOf[plan] };
    });
    return { body: { items } };
  });
  bindMember(router, contract.openPlanCheckout, async ({ ctx, body }) => {
    const deps = { seller, returnUrl: `${pageUrl}?bought=1`, cancelUrl: pageUrl };
    return { body: await openPlanCheckout(ctx, deps, body) };
  });
  bindMember(router, contract.openBillingPortal, async ({ ctx, body }) => ({
    body: await openBillingPortal(ctx, { seller, returnUrl: `${pageUrl}?back=1` }, body),
  }));
  bindMember(router, contract.changePlan, async ({ ctx, body }) => {
    await changePlan(ctx, seller, body);
    return { body: await readBilling(ctx, seller) };
  });
  bindMember(router, contract.cancelPlan, async ({ ctx }) => {
    await cancelPlan(ctx);
    return { body: await readBilling(ctx, seller) };
  });
  bindMember(router, contract.resumePlan, async ({ ctx }) => {
    await resumePlan(ctx);
    return { body: await readBilling(ctx, seller) };
  });
  bindMember(router, contract.checkBilling, async ({ ctx }) => {
    await checkBilling(ctx);
    return { body: await readBilling(ctx, seller) };
  });
  bindMember(router, contract.previewSeats, async ({ ctx }) => ({
    body: { preview: await previewSeats(ctx, seller, { more: 1 }) },
  }));
  bindOperator(router, contract.readTenantBilling, async ({ ctx }) => ({
    body: await readTenantBilling(ctx, seller),
  }));
};
