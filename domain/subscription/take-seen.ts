import type { PaidFor } from './entitlement.ts';
import type { BillingInterval } from './types.ts';
import type { VendorSubscription } from './vendor.ts';

/** What the row of a subscription says of it. */
export type Known = PaidFor & {
  subscriptionId: string | null;
  customerId: string | null;
  interval: BillingInterval | null;
  seats: number | null;
  trialEndsAt: number | null;
  periodEndsAt: number | null;
  isCancelled: boolean;
  trialUsedAt: number | null;
  /** When the look began that this is from. */
  seenAt: number | null;
};

/**
 * What is known after a look at the vendor that began at `askedAt`. One from before changes nothing, whenever it arrives, and what has
 * ended has ended; a state that we do not know leaves the one before.
 */
export const takeSeen = (before: Known, seen: VendorSubscription, askedAt: number): Known => {
  if (before.seenAt !== null && askedAt < before.seenAt) return before;
  const isSame = before.subscriptionId === seen.subscriptionId;
  if (isSame && before.state === 'ended') return before;
  const former = isSame ? before : null;
  const state = seen.state ?? former?.state ?? 'incomplete';
  const trialUsedAt = before.trialUsedAt ?? (seen.trialEndsAt === null ? null : askedAt);
  return {
    subscriptionId: seen.subscriptionId,
    customerId: seen.customerId,
    plan: seen.offer?.plan ?? former?.plan ?? null,
    interval: seen.offer?.interval ?? former?.interval ?? null,
    seats: seen.seats,
    state,
    trialEndsAt: seen.trialEndsAt,
    periodEndsAt: seen.periodEndsAt,
    isCancelled: seen.isCancelled,
    pastDueSince: state === 'past_due' ? (seen.pastDueSince ?? former?.pastDueSince ?? askedAt) : null,
    unknownSince: seen.state === null ? (former?.unknownSince ?? askedAt) : null,
    trialUsedAt,
    seenAt: askedAt,
  };
};
