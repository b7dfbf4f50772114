import type Stripe from 'stripe';
import type { RefundRequest, VendorPayment, VendorRefund } from '#domain/payment/vendor.ts';
import { failureBecause, ProviderFailure } from '#domain/provider-failure.ts';
import type { PaymentClient } from '../port.ts';
import type { Api } from './api.ts';
import { vendor } from './env.ts';
import { listings, nextOf, pageOf, pageSize } from './listing.ts';
import {
  keyOf,
  ownReference,
  paidIntent,
  referenceOf,
  toRefundParams,
  toSessionParams,
  toVendorPayment,
  toVendorRefund,
} from './mapper.ts';
import { captureReserved, releaseReserved } from './reservation.ts';
import {
  Deleted,
  Dispute,
  DisputeList,
  Refund,
  RefundList,
  Session,
  SessionList,
  type Warning,
  WarningList,
  WebhookEndpoint,
  WebhookEndpointList,
} from './shapes.ts';
import { underKey } from './under-key.ts';

/** Nothing is taken over that would change an amount; `latest_charge` says how and when it was paid. */
const expand = ['payment_intent.latest_charge'];
const dayMs = 86_400_000;

/** The version that the SDK is made for, and that events are read in. */
const apiVersion: Stripe.LatestApiVersion = '2026-10-28.endive';

/** What happened to a payment of ours; asked for by name, so that a new kind of event is no surprise. */
export const enabledEvents: Stripe.WebhookEndpointCreateParams['enabled_events'] = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.amount_capturable_updated',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'radar.early_fraud_warning.created',
];

type Page<Item> = { data: Item[]; has_more: boolean };

/** Everything on all pages, the newest first. */
async function readAll<Item extends { id: string }>(
  read: (page: { limit: number; starting_after?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (;;) {
    const last = all.at(-1)?.id;
    const { data, has_more } = await read({
      limit: pageSize,
      ...(last === undefined ? {} : { starting_after: last }),
    });
    all.push(...data);
    if (!has_more || data.length === 0) return all;
  }
}

/** One account, opened for use. */
export function openClient(api: Api): PaymentClient {
  const readPayment = async (checkoutId: string): Promise<VendorPayment> =>
    withMoney(api, await readSession(api, checkoutId));
  return {
    openCheckout: (request) => openCheckout(api, request),
    readPayment,
    closeCheckout: (checkoutId) => closeCheckout(api, checkoutId),
    refund: (request) => refund(api, request),
    capture: (request) => captureReserved(api, request, readPayment),
    release: (request) => releaseReserved(api, request, readPayment),
    createWebhook: (url) => createWebhook(api, url),
    deleteWebhook: (webhookId) => deleteWebhook(api, webhookId),
    ...listings(api),
    async listPayments(range) {
      const page = await api.call(SessionList, (stripe) => stripe.checkout.sessions.list(pageOf(range)));
      return {
        items: page.data.map(({ id, metadata, created }) => ({
          checkoutId: id,
          reference: referenceOf(metadata),
          createdAt: created * 1_000,
        })),
        next: nextOf(page),
      };
    },
  };
}

const readSession = (api: Api, checkoutId: string): Promise<Session> =>
  api.call(Session, (stripe) => stripe.checkout.sessions.retrieve(checkoutId, { expand }));

async function withMoney(api: Api, session: Session): Promise<VendorPayment> {
  ownReference(session, api.server);
  const paid = paidIntent(session);
  if (paid === null)
    return toVendorPayment(session, { server: api.server, refunds: [], disputes: [], warnings: [] });
  const [refunds, disputes, warnings] = await Promise.all([
    listRefunds(api, paid.id),
    // A key that may not read them is not asked to while there are none.
    paid.latest_charge?.disputed === true ? listDisputes(api, paid.id) : [],
    listWarnings(api, paid.id),
  ]);
  return toVendorPayment(session, { server: api.server, refunds, disputes, warnings });
}

const listRefunds = (api: Api, intent: string): Promise<Refund[]> =>
  readAll((page) =>
    api.call(RefundList, (stripe) => stripe.refunds.list({ payment_intent: intent, ...page })),
  );

const listDisputes = (api: Api, intent: string): Promise<Dispute[]> =>
  readAll((page) =>
    api.call(DisputeList, (stripe) => stripe.disputes.list({ payment_intent: intent, ...page })),
  );

/** A bank's word that a payment is fraud. Keys that were made before it was asked for may not read it: they go without. */
const listWarnings = (api: Api, intent: string): Promise<Warning[]> =>
  readAll((page) =>
    api.call(WarningList, (stripe) =>
      stripe.radar.earlyFraudWarnings.list({ payment_intent: intent, ...page }),
    ),
  ).catch((error: unknown) => {
    if (error instanceof ProviderFailure && error.reason === 'insufficient_permissions') return [];
    throw error;
  });

async function openCheckout(
  api: Api,
  request: Parameters<PaymentClient['openCheckout']>[0],
): Promise<VendorPayment> {
  const params = toSessionParams(request);
  const find = async (): Promise<Session | null> => {
    // It lives for at most a day, so it was not made earlier than a day before its end.
    const since = Math.floor((request.expiresAt - dayMs) / 1_000);
    const made = await readAll((page) =>
      api.call(SessionList, (stripe) => stripe.checkout.sessions.list({ created: { gte: since }, ...page })),
    );
    const own = made.find((page) => keyOf(page) === request.key);
    return own === undefined ? null : readSession(api, own.id);
  };
  const session = await underKey(
    request.key,
    async (idempotencyKey) => {
      const answer = await api.call(
        Session,
        (stripe) => stripe.checkout.sessions.create(params, { idempotencyKey }),
        'write',
      );
      // A repeated answer shows the page as it was when it was made.
      return answer.isReplayed ? readSession(api, answer.id) : answer;
    },
    find,
  );
  return withMoney(api, session);
}

async function closeCheckout(api: Api, checkoutId: string): Promise<VendorPayment> {
  const session = await api
    .call(Session, (stripe) => stripe.checkout.sessions.expire(checkoutId, { expand }), 'write')
    .catch((error: unknown) => {
      // It is refused for what has ended already; how, the vendor says when it is asked.
      if (error instanceof ProviderFailure && error.reason === 'malformed_request')
        return readSession(api, checkoutId);
      throw error;
    });
  const payment = await withMoney(api, session);
  if (payment.checkout.state === 'open')
    throw failureBecause(vendor, 'unexpected_answer', { server: api.server });
  return payment;
}

/** The vendor forgets keys after a day; what was made under ours is therefore looked for before anything is asked. */
async function refund(api: Api, request: RefundRequest): Promise<VendorRefund> {
  const { chargeId, key, amount } = request;
  const params = toRefundParams(request);
  const find = async (): Promise<VendorRefund | null> => {
    const made = (await listRefunds(api, chargeId)).map((each) => toVendorRefund(each, amount.currency));
    return made.find((each) => each.key === key) ?? null;
  };
  const made = await find();
  if (made !== null && made.amountMinor !== amount.amountMinor)
    throw failureBecause(vendor, 'key_reused', { server: api.server });
  if (made !== null) return made;
  return underKey(
    key,
    async (idempotencyKey) => {
      const answer = await api.call(
        Refund,
        (stripe) => stripe.refunds.create(params, { idempotencyKey }),
        'refund',
      );
      return toVendorRefund(answer, amount.currency);
    },
    find,
  );
}

/**
 * The secret is told once, with the answer to the creation. Where an answer was lost there is an endpoint that nobody
 * knows the secret of: any that has our address is removed first.
 */
async function createWebhook(api: Api, url: string): Promise<{ webhookId: string; secret: string }> {
  const present = await readAll((page) =>
    api.call(WebhookEndpointList, (stripe) => stripe.webhookEndpoints.list(page)),
  );
  for (const { id } of present.filter((endpoint) => endpoint.url === url)) await deleteWebhook(api, id);
  const endpoint = await api.call(
    WebhookEndpoint,
    (stripe) =>
      stripe.webhookEndpoints.create({
        url,
        enabled_events: enabledEvents,
        api_version: apiVersion,
        description: 'Everslot',
      }),
    'write',
  );
  return { webhookId: endpoint.id, secret: endpoint.secret };
}

async function deleteWebhook(api: Api, webhookId: string): Promise<void> {
  await api
    .call(Deleted, (stripe) => stripe.webhookEndpoints.del(webhookId), 'write')
    .catch((error: unknown) => {
      if (!(error instanceof ProviderFailure) || error.kind !== 'missing') throw error;
    });
}
