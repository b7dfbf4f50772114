import type Stripe from 'stripe';
import { failureBecause, ProviderFailure } from '#domain/provider-failure.ts';
import type { PlanOffer, VendorSubscription } from '#domain/subscription/vendor.ts';
import { serverOf } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';
import type { Api } from '#providers/payment/stripe/api.ts';
import { toOurAmount, toOurCurrency } from '#providers/payment/stripe/currencies.ts';
import type { BillingProvider } from '../port.ts';
import { parseStripeBillingEnv, type StripeBillingConfig, vendor } from './env.ts';
import { toCheckoutParams, toCheckoutSeen, toSeatPreview, toVendorSubscription } from './mapper.ts';
import { receiveBilling } from './receive.ts';
import { CheckoutPage, PortalPage, Preview, Price, Subscription } from './shapes.ts';

/** Says since when a payment is owed, and which card pays. */
const expand = ['latest_invoice', 'default_payment_method'];

/** The installation's account; null while it sells nothing. Throws an `Error` naming every wrong setting. */
export const openStripeBilling = (env: Env): BillingProvider | null => {
  const config = parseStripeBillingEnv(env);
  return config === null ? null : createStripeBilling(config);
};

/** The SDK is loaded with the first call: most processes never ask it anything. */
function openLate(config: StripeBillingConfig): Api {
  let opened: Promise<Api> | null = null;
  return {
    server: serverOf(config.baseUrl),
    async call(...call) {
      opened ??= import('#providers/payment/stripe/sdk.ts').then(({ openApi }) =>
        openApi({ ...config, platformKey: null }, config.key, undefined),
      );
      return (await opened).call(...call);
    },
  };
}

type Update = Stripe.SubscriptionUpdateParams;

const priceIn = (prices: StripeBillingConfig['prices'], { plan, interval }: PlanOffer): string => {
  const price = prices.find((each) => each.plan === plan && each.interval === interval);
  if (price === undefined) throw failureBecause(vendor, 'invalid');
  return price.priceId;
};

/** Subscriptions by the real SDK on the vendor's own pages. Throws `ProviderFailure` alone. */
export function createStripeBilling(config: StripeBillingConfig): BillingProvider {
  const api = openLate(config);
  const { prices, trialDays, webhookSecrets } = config;

  const priceOf = (offer: PlanOffer): string => priceIn(prices, offer);
  const read = (subscriptionId: string): Promise<Subscription> =>
    api.call(Subscription, (stripe) => stripe.subscriptions.retrieve(subscriptionId, { expand }));
  const itemOf = async (subscriptionId: string): Promise<string> => {
    const [item] = (await read(subscriptionId)).items.data;
    if (item === undefined) throw failureBecause(vendor, 'unexpected_answer', { server: api.server });
    return item.id;
  };
  const update = async (
    { key, subscriptionId }: { key: string; subscriptionId: string },
    params: Update,
  ): Promise<VendorSubscription> => {
    const answer = await api.call(
      Subscription,
      (stripe) => stripe.subscriptions.update(subscriptionId, { ...params, expand }, { idempotencyKey: key }),
      'write',
    );
    // A repeated answer shows it as it was.
    return toVendorSubscription(answer.isReplayed ? await read(subscriptionId) : answer, prices);
  };
  const readPage = async (checkoutId: string) =>
    toCheckoutSeen(await api.call(CheckoutPage, (stripe) => stripe.checkout.sessions.retrieve(checkoutId)));

  return {
    vendor,
    mode: config.key.includes('_live_') ? 'live' : 'test',
    offers: prices.map(({ plan, interval }) => ({ plan, interval })),
    trialDays,
    readPrices: () => readPrices(api, config),
    async openCheckout(request) {
      const params = toCheckoutParams(request, priceOf(request));
      const page = await api.call(
        CheckoutPage,
        (stripe) => stripe.checkout.sessions.create(params, { idempotencyKey: request.key }),
        'write',
      );
      return page.isReplayed ? readPage(page.id) : toCheckoutSeen(page);
    },
    readCheckout: readPage,
    closeCheckout: (checkoutId) => closeCheckout(api, checkoutId, readPage),
    async openPortal({ customerId, locale, returnUrl }) {
      const page = await api.call(
        PortalPage,
        (stripe) =>
          stripe.billingPortal.sessions.create({ customer: customerId, locale, return_url: returnUrl }),
        'write',
      );
      return { url: page.url };
    },
    readSubscription: async (subscriptionId) => toVendorSubscription(await read(subscriptionId), prices),
    async previewSeats({ subscriptionId, seats }) {
      const id = await itemOf(subscriptionId);
      const preview = await api.call(Preview, (stripe) =>
        stripe.invoices.createPreview({
          subscription: subscriptionId,
          subscription_details: {
            items: [{ id, quantity: seats }],
            proration_behavior: 'create_prorations',
          },
        }),
      );
      return toSeatPreview(preview, seats);
    },
    changeSeats: async ({ seats, ...change }) =>
      update(change, {
        items: [{ id: await itemOf(change.subscriptionId), quantity: seats }],
        proration_behavior: 'create_prorations',
      }),
    changePlan: async ({ plan, interval, ...change }) =>
      update(change, {
        items: [{ id: await itemOf(change.subscriptionId), price: priceOf({ plan, interval }) }],
        proration_behavior: 'create_prorations',
      }),
    setCancelled: ({ isCancelled, ...change }) => update(change, { cancel_at_period_end: isCancelled }),
    endTrial: (change) => update(change, { trial_end: 'now' }),
    end: ({ key, subscriptionId }) => end(api, key, subscriptionId),
    receive: (request, now) => receiveBilling(request, webhookSecrets, now),
  };
}

const readPrices = (api: Api, { prices }: StripeBillingConfig) =>
  Promise.all(
    prices.map(async ({ plan, interval, priceId }) => {
      const price = await api.call(Price, (stripe) => stripe.prices.retrieve(priceId));
      const currency = toOurCurrency(price.currency);
      if (currency === null || price.unit_amount === null)
        throw failureBecause(vendor, 'unexpected_answer', { server: api.server });
      return { plan, interval, price: { amountMinor: toOurAmount(price.unit_amount, currency), currency } };
    }),
  );

async function closeCheckout(
  api: Api,
  checkoutId: string,
  readPage: BillingProvider['readCheckout'],
): ReturnType<BillingProvider['closeCheckout']> {
  const page = await api
    .call(CheckoutPage, (stripe) => stripe.checkout.sessions.expire(checkoutId), 'write')
    .then(toCheckoutSeen)
    .catch((error: unknown) => {
      // It is refused for what has ended already; how, the vendor says when it is asked.
      if (error instanceof ProviderFailure && error.reason === 'malformed_request')
        return readPage(checkoutId);
      throw error;
    });
  if (page.state === 'open') throw failureBecause(vendor, 'unexpected_answer', { server: api.server });
  return page;
}

async function end(api: Api, key: string, subscriptionId: string): Promise<void> {
  await api
    .call(
      Subscription,
      (stripe) => stripe.subscriptions.cancel(subscriptionId, { expand }, { idempotencyKey: key }),
      'write',
    )
    .catch((error: unknown) => {
      if (!(error instanceof ProviderFailure) || error.kind !== 'missing') throw error;
    });
}
