import type { Money } from '#domain/money/money.ts';
import type { BillingInterval, SoldPlan, SubscriptionState } from './types.ts';

/** What can be bought, and what one seat of it costs for an interval. */
export type PlanOffer = { plan: SoldPlan; interval: BillingInterval };
export type PlanPrice = PlanOffer & { price: Money };

/** A page of the vendor's on which an owner subscribes. Instants in epoch milliseconds. */
export type PlanCheckout = PlanOffer & {
  /** Names it for ever: the same key and content give the same page. At most 200 characters. */
  key: string;
  /** Our mark on everything that comes of it. */
  tenantId: string;
  seats: number;
  /** 0: paid at once. */
  trialDays: number;
  /** Known from an earlier subscription. */
  customerId: string | null;
  email: string;
  locale: 'en' | 'vi';
  returnUrl: string;
  cancelUrl: string;
};

/** `complete`: somebody has subscribed on it; `expired`: nobody can any more. */
export type PlanCheckoutSeen = {
  checkoutId: string;
  state: 'open' | 'complete' | 'expired';
  url: string | null;
  subscriptionId: string | null;
};

/** Everything the vendor says of one subscription, read anew: no message's word is taken for it. */
export type VendorSubscription = {
  subscriptionId: string;
  /** Null where it does not carry our mark. */
  tenantId: string | null;
  customerId: string;
  /** Null for a price that is none of ours. */
  offer: PlanOffer | null;
  seats: number;
  /** Null for a state that we do not know. */
  state: SubscriptionState | null;
  trialEndsAt: number | null;
  periodEndsAt: number | null;
  /** It ends with what has been paid for. */
  isCancelled: boolean;
  /** Since when a payment is owed; null while none is. */
  pastDueSince: number | null;
  /** Tells one card from another and says nothing of it; null without a card. */
  cardHash: string | null;
};

/** What another number of seats comes to: for the rest of the period, charged with the next invoice, and for each period after it. */
export type SeatPreview = { seats: number; now: Money; later: Money };

/** Something happened to a subscription: a hint to look. */
export type BillingHint = {
  eventId: string;
  mode: 'live' | 'test';
  /** Null for what is none of ours. */
  tenantId: string | null;
};
