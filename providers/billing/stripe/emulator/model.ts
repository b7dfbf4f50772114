import { createHash } from 'node:crypto';
import { createClock, type KitMemory } from '#providers/emulation/memory.ts';
import type { Notifier } from '#providers/emulation/notifications.ts';
import { standardNotificationSettings } from '#providers/emulation/notifications.ts';
import { createStateFile, readStateFile } from '#providers/emulation/state-file.ts';
import type { IdempotencyRecord } from '#providers/payment/stripe/emulator/model.ts';
import { signStripeEvent } from '#providers/payment/stripe/receive.ts';

type Metadata = Record<string, string>;
type Body<Kind extends string> = { id: string; object: Kind; created: number; livemode: boolean };

export type PriceBody = Body<'price'> & {
  nickname: string;
  currency: string;
  unit_amount: number;
  recurring: { interval: 'month' | 'year'; interval_count: 1 };
};
export type CustomerBody = Body<'customer'> & { email: string; default_payment_method: string | null };
export type CardBody = Body<'payment_method'> & {
  type: 'card';
  customer: string;
  card: { brand: string; last4: string; fingerprint: string };
};
export type PageBody = Body<'checkout.session'> & {
  mode: 'subscription';
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid' | 'no_payment_required';
  url: string | null;
  expires_at: number;
  customer: string | null;
  customer_email: string | null;
  subscription: string | null;
  metadata: Metadata;
  locale: string | null;
  success_url: string;
  cancel_url: string | null;
};
export type PortalBody = Body<'billing_portal.session'> & {
  customer: string;
  url: string;
  locale: string | null;
  return_url: string;
};
export type ItemBody = {
  id: string;
  object: 'subscription_item';
  quantity: number;
  price: PriceBody;
  current_period_start: number;
  current_period_end: number;
};
export type SubscriptionBody = Body<'subscription'> & {
  customer: string;
  status: string;
  metadata: Metadata;
  trial_end: number | null;
  cancel_at_period_end: boolean;
  cancel_at: number | null;
  ended_at: number | null;
  items: { object: 'list'; data: [ItemBody]; has_more: false };
  latest_invoice: string | null;
  default_payment_method: string | null;
};
export type InvoiceBody = Body<'invoice'> & {
  status: 'open' | 'paid';
  amount_due: number;
  currency: string;
  customer: string;
  parent: {
    type: 'subscription_details';
    subscription_details: { subscription: string; metadata: Metadata };
  };
  status_transitions: { finalized_at: number; paid_at: number | null };
};

/** What only the emulator knows of a page: what is bought on it. */
type PageSecrets = { price: string; quantity: number; trialDays: number; mark: Metadata };

const defaultSettings = {
  /** So many writes from now on fail with 500 while nothing is done, and are kept under their keys. */
  storedFailures: 0,
  /** So long an unpaid subscription is tried before it is cancelled. */
  giveUpDays: 21,
};

export type State = KitMemory & {
  seed: number;
  counter: number;
  prices: Record<string, PriceBody>;
  customers: Record<string, CustomerBody>;
  cards: Record<string, CardBody & { isDeclined: boolean }>;
  pages: Record<string, { body: PageBody; hidden: PageSecrets }>;
  portals: Record<string, PortalBody>;
  subscriptions: Record<string, SubscriptionBody>;
  invoices: Record<string, InvoiceBody>;
  /** Proration that is charged with the next invoice, by subscription. */
  prorations: Record<string, number>;
  idempotency: Record<string, IdempotencyRecord>;
  settings: typeof defaultSettings;
};

export type World = {
  state: State;
  now(): number;
  /** On the vendor's scale, seconds. */
  seconds(): number;
  nextId(prefix: string): string;
  /** Where its own pages are. */
  origin(): string;
  touch(): void;
  save(): void;
  replace(state: State): void;
  /** Tells the installation that something happened; set by the sender. */
  emit(type: string, object: object): void;
};

export function emptyState(
  seed: number,
  prices: readonly { id: string; name: string; interval: 'month' | 'year'; amount: number }[],
): State {
  return {
    seed,
    counter: 0,
    random: seed >>> 0,
    clockOffsetMs: 0,
    notifications: { ...standardNotificationSettings },
    prices: Object.fromEntries(
      prices.map(({ id, name, interval, amount }) => [
        id,
        {
          id,
          object: 'price' as const,
          created: 0,
          livemode: false,
          nickname: name,
          currency: 'usd',
          unit_amount: amount,
          recurring: { interval, interval_count: 1 as const },
        },
      ]),
    ),
    customers: {},
    cards: {},
    pages: {},
    portals: {},
    subscriptions: {},
    invoices: {},
    prorations: {},
    idempotency: {},
    settings: { ...defaultSettings },
  };
}

/** The state of the run before. A request that it did not end was never answered, so its key is free again. */
export function loadState(file: string | undefined): State | null {
  const saved = readStateFile<State>(file);
  for (const [name, { isUnderWay }] of Object.entries(saved?.idempotency ?? {}))
    if (isUnderWay) delete saved?.idempotency[name];
  return saved;
}

export function createWorld(initial: State, stateFile: string | undefined, origin: () => string): World {
  const file = createStateFile(stateFile, () => world.state);
  const now = createClock(() => world.state);
  const world: World = {
    state: initial,
    now,
    seconds: () => Math.floor(now() / 1_000),
    nextId(prefix) {
      world.state.counter += 1;
      const { seed, counter } = world.state;
      return `${prefix}_${createHash('sha256').update(`${seed}|${counter}|${prefix}`).digest('hex').slice(0, 24)}`;
    },
    origin,
    touch: () => file.touch(),
    save: () => file.save(),
    replace(state) {
      world.state = state;
      file.touch();
    },
    emit: () => undefined,
  };
  return world;
}

/** Sends every event, signed, to the one address of the installation. */
export function connectEvents(world: World, notifier: Notifier, secret: string): void {
  world.emit = (type, object) => {
    const event = {
      id: world.nextId('evt'),
      object: 'event',
      api_version: '2026-10-28.endive',
      created: world.seconds(),
      livemode: false,
      type,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      data: { object: structuredClone(object) },
    };
    notifier.send({
      id: event.id,
      kind: type,
      message: (isForged) => {
        const body = JSON.stringify(event);
        // The receiver judges by its own clock.
        const timestamp = Math.floor(Date.now() / 1_000);
        const signed = { timestamp, body, secret: isForged ? 'whsec_another' : secret };
        return {
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'stripe-signature': signStripeEvent(signed),
          },
          body,
        };
      },
    });
    world.touch();
  };
}
