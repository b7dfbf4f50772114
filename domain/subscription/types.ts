/** The plans that an installation sells; the others are given by operators. */
export const soldPlans = ['pro', 'team'] as const;
export type SoldPlan = (typeof soldPlans)[number];

export const billingIntervals = ['month', 'year'] as const;
export type BillingInterval = (typeof billingIntervals)[number];

/**
 * How a subscription stands. `past_due`: a payment failed and is tried again; `paused`: nothing is charged and nothing is given;
 * `incomplete`: its first payment has not come; `ended`: it does not come back.
 */
export const subscriptionStates = [
  'trialing',
  'active',
  'past_due',
  'paused',
  'incomplete',
  'ended',
] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

/** Those in which a plan is paid for, or may still be. */
export const liveStates = ['trialing', 'active', 'past_due'] as const satisfies readonly SubscriptionState[];

export const isLive = (state: SubscriptionState | null): boolean => liveStates.some((each) => each === state);
