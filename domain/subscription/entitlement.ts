import type { Plan, PlanSource } from '../plan/types.ts';
import { isLive, type SoldPlan, type SubscriptionState } from './types.ts';

const dayMs = 24 * 60 * 60_000;

/** For so long a plan stays while a payment for it is owed, or while the vendor says what we do not understand. */
export const graceDays = 7;
/** On these days of the grace owners are told that a payment is owed. */
export const dunningDays = [0, 3, 6] as const;
/** So long before a trial ends owners are told. */
export const trialNoticeDays = 3;

/** What is known of a subscription; instants are epoch milliseconds. */
export type PaidFor = {
  plan: SoldPlan | null;
  state: SubscriptionState | null;
  pastDueSince: number | null;
  unknownSince: number | null;
};

export type Entitlement = {
  plan: SoldPlan | 'free';
  /** When it ends unless something is done; null: nothing is to be done. */
  until: number | null;
};

const nothing: Entitlement = { plan: 'free', until: null };

/** What a tenant has by what it pays. */
export const entitlementOf = (paid: PaidFor | null, now: number): Entitlement => {
  if (paid === null || paid.plan === null || !isLive(paid.state)) return nothing;
  const { plan, state, pastDueSince, unknownSince } = paid;
  const since = [state === 'past_due' ? pastDueSince : null, unknownSince].filter((each) => each !== null);
  if (since.length === 0) return { plan, until: null };
  const until = Math.min(...since) + graceDays * dayMs;
  return now < until ? { plan, until } : nothing;
};

export type HeldPlan = { plan: Plan; planSource: PlanSource };

/**
 * The plan that a tenant is to be given for what it pays, or null while it has what it should. What an operator has given stays, and so
 * does the installation's own for newcomers until one is paid for.
 */
export const planDue = (held: HeldPlan, paid: PaidFor | null, now: number): Entitlement['plan'] | null => {
  const { plan } = entitlementOf(paid, now);
  if (held.planSource === 'operator') return null;
  if (held.planSource === 'standard') return plan === 'free' ? null : plan;
  return plan === held.plan ? null : plan;
};
