import { createHash } from 'node:crypto';
import { missing, VendorError } from '#providers/payment/stripe/emulator/errors.ts';
import type { InvoiceBody, PriceBody, State, SubscriptionBody, World } from './model.ts';

const daySeconds = 86_400;

/** The instant one interval later, by the calendar. */
const later = (seconds: number, { recurring }: PriceBody): number => {
  const date = new Date(seconds * 1_000);
  const months = recurring.interval === 'year' ? 12 : 1;
  const target = new Date(date);
  target.setUTCDate(1);
  target.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return Math.floor(target.getTime() / 1_000);
};

export function foundIn<Item>(table: Record<string, Item>, id: string, what: string): Item {
  const item = Object.hasOwn(table, id) ? table[id] : undefined;
  if (item === undefined) throw missing(what, id);
  return item;
}

const isDeclined = ({ state }: World, { default_payment_method: card }: SubscriptionBody): boolean =>
  card === null || (state.cards[card]?.isDeclined ?? true);

const changed = (world: World, subscription: SubscriptionBody): void =>
  world.emit('customer.subscription.updated', subscription);

/** Asks the card for what is owed; a refusal leaves it owed. */
export function payInvoice(world: World, subscription: SubscriptionBody): void {
  const invoice = world.state.invoices[subscription.latest_invoice ?? ''];
  if (invoice === undefined || invoice.status === 'paid') return;
  if (isDeclined(world, subscription)) {
    subscription.status = 'past_due';
    world.emit('invoice.payment_failed', invoice);
  } else {
    invoice.status = 'paid';
    invoice.status_transitions.paid_at = world.seconds();
    subscription.status = 'active';
    world.emit('invoice.paid', invoice);
  }
  changed(world, subscription);
}

function makeInvoice(world: World, subscription: SubscriptionBody, at: number): InvoiceBody {
  const [{ price, quantity }] = subscription.items.data;
  const { id, metadata, customer } = subscription;
  const invoice: InvoiceBody = {
    id: world.nextId('in'),
    object: 'invoice',
    created: at,
    livemode: false,
    status: 'open',
    amount_due: Math.max(0, price.unit_amount * quantity + (world.state.prorations[id] ?? 0)),
    currency: price.currency,
    customer,
    parent: { type: 'subscription_details', subscription_details: { subscription: id, metadata } },
    status_transitions: { finalized_at: at, paid_at: null },
  };
  delete world.state.prorations[id];
  world.state.invoices[invoice.id] = invoice;
  subscription.latest_invoice = invoice.id;
  return invoice;
}

function charge(world: World, subscription: SubscriptionBody, from: number): void {
  const [item] = subscription.items.data;
  item.current_period_start = from;
  item.current_period_end = later(from, item.price);
  makeInvoice(world, subscription, from);
  payInvoice(world, subscription);
}

export function endSubscription(world: World, subscription: SubscriptionBody): void {
  if (subscription.ended_at !== null) throw missing('subscription', subscription.id);
  subscription.status = 'canceled';
  subscription.ended_at = world.seconds();
  world.emit('customer.subscription.deleted', subscription);
  world.touch();
}

/** What has become due of one subscription by now; answers whether anything was. */
function settleOne(world: World, subscription: SubscriptionBody): boolean {
  const now = world.seconds();
  const [{ current_period_end: end }] = subscription.items.data;
  const { status, trial_end: trialEnd, cancel_at_period_end: isCancelled } = subscription;
  const ends = status === 'trialing' ? (trialEnd ?? end) : end;
  if (status === 'past_due') {
    const invoice = world.state.invoices[subscription.latest_invoice ?? ''];
    const since = invoice?.status_transitions.finalized_at ?? now;
    if (now < since + world.state.settings.giveUpDays * daySeconds) return false;
    endSubscription(world, subscription);
    return true;
  }
  if ((status !== 'trialing' && status !== 'active') || now < ends) return false;
  if (isCancelled) endSubscription(world, subscription);
  else charge(world, subscription, ends);
  return true;
}

export function settle(world: World): void {
  for (const page of Object.values(world.state.pages))
    if (page.body.status === 'open' && page.body.expires_at <= world.seconds()) expirePage(world, page);
  for (const subscription of Object.values(world.state.subscriptions))
    while (settleOne(world, subscription)) world.touch();
}

export function expirePage(world: World, { body }: State['pages'][string]): void {
  if (body.status !== 'open')
    throw new VendorError(400, `Only Checkout Sessions with a status of open can be expired.`);
  Object.assign(body, { status: 'expired', url: null });
  world.emit('checkout.session.expired', body);
}

/** A card of a customer; one with a fingerprint of its own unless another is named. */
export function useCard(
  world: World,
  customer: string,
  { fingerprint, isDeclined: declines = false }: { fingerprint?: string | undefined; isDeclined?: boolean },
): string {
  const owner = foundIn(world.state.customers, customer, 'customer');
  const own = createHash('sha256').update(owner.email).digest('hex').slice(0, 16);
  const id = world.nextId('pm');
  world.state.cards[id] = {
    id,
    object: 'payment_method',
    created: world.seconds(),
    livemode: false,
    type: 'card',
    customer,
    card: { brand: 'visa', last4: declines ? '0341' : '4242', fingerprint: fingerprint ?? own },
    isDeclined: declines,
  };
  owner.default_payment_method = id;
  for (const each of Object.values(world.state.subscriptions))
    if (each.customer === customer) each.default_payment_method = id;
  world.touch();
  return id;
}

export type Deed = { deed: 'pay' | 'decline' | 'pay_then_decline'; fingerprint?: string | undefined };

const customerOf = (world: World, { body }: State['pages'][string]): string => {
  if (body.customer !== null) return body.customer;
  const id = world.nextId('cus');
  world.state.customers[id] = {
    id,
    object: 'customer',
    created: world.seconds(),
    livemode: false,
    email: body.customer_email ?? '',
    default_payment_method: null,
  };
  return id;
};

/** Somebody subscribes on a page, or their card is declined and nothing happens. */
export function subscribe(world: World, page: State['pages'][string], { deed, fingerprint }: Deed): void {
  const { body, hidden } = page;
  if (body.status !== 'open') throw new VendorError(400, 'This page is not open.');
  if (deed === 'decline') return;
  const price = foundIn(world.state.prices, hidden.price, 'price');
  const customer = customerOf(world, page);
  const card = useCard(world, customer, { fingerprint, isDeclined: deed === 'pay_then_decline' });
  const now = world.seconds();
  const trialEnd = hidden.trialDays === 0 ? null : now + hidden.trialDays * daySeconds;
  const subscription: SubscriptionBody = {
    id: world.nextId('sub'),
    object: 'subscription',
    created: now,
    livemode: false,
    customer,
    status: trialEnd === null ? 'active' : 'trialing',
    metadata: hidden.mark,
    trial_end: trialEnd,
    cancel_at_period_end: false,
    cancel_at: null,
    ended_at: null,
    items: {
      object: 'list',
      data: [
        {
          id: world.nextId('si'),
          object: 'subscription_item',
          quantity: hidden.quantity,
          price,
          current_period_start: now,
          current_period_end: trialEnd ?? later(now, price),
        },
      ],
      has_more: false,
    },
    latest_invoice: null,
    default_payment_method: card,
  };
  world.state.subscriptions[subscription.id] = subscription;
  const invoice = makeInvoice(world, subscription, now);
  // The first one is paid on the page, or costs nothing yet.
  if (trialEnd !== null) invoice.amount_due = 0;
  Object.assign(invoice, { status: 'paid' });
  invoice.status_transitions.paid_at = now;
  Object.assign(body, {
    status: 'complete',
    payment_status: trialEnd === null ? 'paid' : 'no_payment_required',
    url: null,
    customer,
    subscription: subscription.id,
  });
  world.emit('customer.subscription.created', subscription);
  world.emit('checkout.session.completed', body);
  world.touch();
}

/** What a change of seats or price adds to the next invoice for the rest of the period. */
export const prorationOf = (
  world: World,
  { items, status }: SubscriptionBody,
  wanted: { quantity: number; price: PriceBody },
): number => {
  const [{ price, quantity, current_period_start: from, current_period_end: to }] = items.data;
  if (status === 'trialing') return 0;
  const rest = Math.max(0, Math.min(1, (to - world.seconds()) / (to - from)));
  const each = (of: { price: PriceBody; quantity: number }) => of.price.unit_amount * of.quantity;
  return Math.round((each(wanted) - each({ price, quantity })) * rest);
};

export type SubscriptionChange = {
  quantity?: number | undefined;
  price?: string | undefined;
  isProrated: boolean;
  isCancelled?: boolean | undefined;
  endsTrial?: boolean | undefined;
};

export function changeSubscription(
  world: World,
  subscription: SubscriptionBody,
  { quantity, price, isProrated, isCancelled, endsTrial = false }: SubscriptionChange,
): void {
  if (subscription.ended_at !== null)
    throw new VendorError(400, 'A canceled subscription can only update its cancellation_details.');
  const [item] = subscription.items.data;
  const wanted = {
    quantity: quantity ?? item.quantity,
    price: price === undefined ? item.price : foundIn(world.state.prices, price, 'price'),
  };
  if (isProrated) {
    const before = world.state.prorations[subscription.id] ?? 0;
    world.state.prorations[subscription.id] = before + prorationOf(world, subscription, wanted);
  }
  Object.assign(item, wanted);
  if (isCancelled !== undefined) subscription.cancel_at_period_end = isCancelled;
  if (endsTrial && subscription.status === 'trialing') {
    subscription.trial_end = world.seconds();
    charge(world, subscription, world.seconds());
  } else changed(world, subscription);
  world.touch();
}
