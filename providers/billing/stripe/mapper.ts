import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { failureBecause } from '#domain/provider-failure.ts';
import type { SubscriptionState } from '#domain/subscription/types.ts';
import type {
  PlanCheckout,
  PlanCheckoutSeen,
  SeatPreview,
  VendorSubscription,
} from '#domain/subscription/vendor.ts';
import { toOurAmount, toOurCurrency } from '#providers/payment/stripe/currencies.ts';
import { type PriceId, vendor } from './env.ts';
import type { CheckoutPage, Preview, Subscription } from './shapes.ts';

/** Our mark; subscriptions, their pages and their invoices carry it. */
const tenantMark = 'everslot_tenant';
const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** The tenant that something at the vendor is of; null for what is none of ours. */
export function tenantOf(metadata: unknown): string | null {
  if (typeof metadata !== 'object' || metadata === null) return null;
  const value: unknown = Object.getOwnPropertyDescriptor(metadata, tenantMark)?.value;
  return typeof value === 'string' && idPattern.test(value) ? value : null;
}

/** A page on which somebody subscribes to one price with so many seats. */
export function toCheckoutParams(
  request: PlanCheckout,
  priceId: string,
): Stripe.Checkout.SessionCreateParams {
  const { tenantId, seats, trialDays, customerId, email, locale, returnUrl, cancelUrl } = request;
  const mark = { [tenantMark]: tenantId };
  return {
    ui_mode: 'hosted_page',
    mode: 'subscription',
    locale,
    line_items: [{ price: priceId, quantity: seats }],
    client_reference_id: tenantId,
    ...(customerId === null ? { customer_email: email } : { customer: customerId }),
    metadata: mark,
    subscription_data: {
      metadata: mark,
      ...(trialDays === 0 ? {} : { trial_period_days: trialDays }),
    },
    // A trial without a card could be had again and again.
    payment_method_collection: 'always',
    success_url: returnUrl,
    cancel_url: cancelUrl,
  };
}

const pageStates: Readonly<Record<string, PlanCheckoutSeen['state']>> = {
  open: 'open',
  complete: 'complete',
  expired: 'expired',
};

export const toCheckoutSeen = (page: CheckoutPage): PlanCheckoutSeen => ({
  checkoutId: page.id,
  // What is not known can still be paid.
  state: pageStates[page.status ?? ''] ?? 'open',
  url: page.url ?? null,
  subscriptionId: page.subscription ?? null,
});

/** Where the vendor has given up charging, nothing is given until it is paid. */
const states = new Map<string, SubscriptionState>([
  ['trialing', 'trialing'],
  ['active', 'active'],
  ['past_due', 'past_due'],
  ['unpaid', 'paused'],
  ['paused', 'paused'],
  ['incomplete', 'incomplete'],
  ['incomplete_expired', 'ended'],
  ['canceled', 'ended'],
]);

const toMs = (seconds: number | null | undefined): number | null =>
  seconds == null ? null : seconds * 1_000;

const hashOf = (fingerprint: string | null | undefined): string | null =>
  fingerprint == null ? null : createHash('sha256').update(`${vendor} ${fingerprint}`).digest('hex');

export function toVendorSubscription(
  subscription: Subscription,
  prices: readonly PriceId[],
): VendorSubscription {
  const [item] = subscription.items.data;
  if (item === undefined) throw failureBecause(vendor, 'unexpected_answer');
  const price = prices.find(({ priceId }) => priceId === item.price.id);
  const state = states.get(subscription.status) ?? null;
  const invoice = subscription.latest_invoice;
  return {
    subscriptionId: subscription.id,
    tenantId: tenantOf(subscription.metadata),
    customerId: subscription.customer,
    offer: price === undefined ? null : { plan: price.plan, interval: price.interval },
    seats: item.quantity ?? 1,
    state,
    trialEndsAt: toMs(subscription.trial_end),
    periodEndsAt: toMs(item.current_period_end),
    isCancelled: subscription.cancel_at_period_end || subscription.cancel_at != null,
    pastDueSince:
      state === 'past_due' ? toMs(invoice?.status_transitions?.finalized_at ?? invoice?.created) : null,
    cardHash: hashOf(subscription.default_payment_method?.card?.fingerprint),
  };
}

/** Lines of what is left of this period, and those of the next. */
export function toSeatPreview({ currency, lines }: Preview, seats: number): SeatPreview {
  const ours = toOurCurrency(currency);
  if (ours === null) throw failureBecause(vendor, 'unexpected_answer');
  const sum = (isProration: boolean): number =>
    lines.data
      .filter(({ parent }) => (parent?.subscription_item_details?.proration ?? false) === isProration)
      .reduce((total, { amount }) => total + amount, 0);
  const money = (amount: number) => ({ amountMinor: toOurAmount(amount, ours), currency: ours });
  return { seats, now: money(sum(true)), later: money(sum(false)) };
}
