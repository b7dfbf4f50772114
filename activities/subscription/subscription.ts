import type { Database } from '#db/client.ts';
import { failureOf } from '#domain/failure.ts';
import { failureBecause, ProviderFailure } from '#domain/provider-failure.ts';
import { type SubscriptionView, seatsDue } from '#domain/subscription/follow.ts';
import type { VendorSubscription } from '#domain/subscription/vendor.ts';
import type { BillingProvider } from '#providers/billing/port.ts';
import {
  applySeen,
  claimTrialCard,
  readForAsking,
  recordAskFailure,
  settleSubscription,
} from '#services/subscription/apply-seen.ts';
import { lookAtSubscription, type SubscriptionInput } from '#services/subscription/look-at-subscription.ts';
import type { Registry } from '../clients.ts';

type Known = NonNullable<Awaited<ReturnType<typeof readForAsking>>>;

/** Makes a subscription what is wanted of it. Keys are made of what the last look wrote down: a repeat is the same request. */
const makeWanted = async (
  provider: BillingProvider,
  { row, view }: Known,
  seen: VendorSubscription,
): Promise<VendorSubscription> => {
  const { tenantId, seenAt, wantedPlan: plan, wantedInterval: interval, wantedCancelled } = row;
  const { subscriptionId } = seen;
  const keyOf = (what: string): string => `everslot:${tenantId}:${what}:${subscriptionId}:${seenAt ?? 0}`;
  if (seen.state === 'ended') return seen;
  if (view.isLeaving) {
    await provider.end({ key: keyOf('end'), subscriptionId });
    return provider.readSubscription(subscriptionId);
  }
  let now = seen;
  if (wantedCancelled !== null && wantedCancelled !== now.isCancelled)
    now = await provider.setCancelled({
      key: keyOf(wantedCancelled ? 'cancel' : 'resume'),
      subscriptionId,
      isCancelled: wantedCancelled,
    });
  if (plan !== null && interval !== null && (plan !== now.offer?.plan || interval !== now.offer.interval))
    now = await provider.changePlan({
      key: keyOf(`plan-${plan}-${interval}`),
      subscriptionId,
      plan,
      interval,
    });
  const { state, seats: paid, isCancelled } = now;
  const seats = seatsDue({ ...view, state, seats: paid, isCancelled });
  if (seats === null) return now;
  const changed = await provider.changeSeats({ key: keyOf(`seats-${seats}`), subscriptionId, seats });
  // What the vendor does not do is no reason to ask it every second.
  if (changed.seats !== seats) throw failureBecause(provider.vendor, 'unexpected_answer');
  return changed;
};

/** The follower of what a tenant pays for its plan. Each is safe to repeat. */
export const createSubscriptionActivities = ({
  db,
  billing,
}: {
  db: Database;
  billing: Registry<BillingProvider>;
}) => {
  /** A trial is one for each card: with one that has had its own it is paid from now on. */
  const withoutSecondTrial = async (
    provider: BillingProvider,
    tenantId: string,
    seen: VendorSubscription,
  ) => {
    const { subscriptionId, cardHash } = seen;
    if (seen.state !== 'trialing' || cardHash === null) return seen;
    if (await claimTrialCard(db, { tenantId, cardHash })) return seen;
    return provider.endTrial({ key: `everslot:${tenantId}:end-trial:${subscriptionId}`, subscriptionId });
  };

  const ask = async (known: Known, input: SubscriptionInput): Promise<void> => {
    const { row } = known;
    const { tenantId, vendor } = row;
    const provider = billing.get(vendor);
    if (provider === undefined) throw failureBecause(vendor, 'not_configured');
    const page =
      row.checkoutBegunAt === null || row.checkoutId === null
        ? null
        : await provider.readCheckout(row.checkoutId);
    const subscriptionId = page?.subscriptionId ?? row.subscriptionId;
    if (subscriptionId === null) {
      await applySeen(db, { ...input, seen: { page, subscription: null }, done: null, hints: row.hints });
      return;
    }
    const read = await provider.readSubscription(subscriptionId);
    if (read.tenantId !== tenantId) throw failureBecause(vendor, 'missing');
    const first = await withoutSecondTrial(provider, tenantId, read);
    const seen = await makeWanted(provider, known, first);
    await applySeen(db, {
      ...input,
      seen: { page, subscription: seen },
      done: row,
      hints: row.hints,
    });
  };

  return {
    lookAtSubscription: (input: SubscriptionInput): Promise<SubscriptionView | null> =>
      lookAtSubscription(db, input),

    /**
     * Asks the vendor how a subscription stands, makes it what is wanted of it and writes down what it then is. A failure is written down
     * with the next try and thrown.
     */
    askAboutSubscription: async (input: SubscriptionInput): Promise<void> => {
      const known = await readForAsking(db, input.tenantId);
      if (known === null) return;
      try {
        await ask(known, input);
      } catch (error) {
        const retryAfterSeconds = error instanceof ProviderFailure ? error.retryAfterSeconds : undefined;
        await recordAskFailure(db, { ...input, failure: failureOf(error), retryAfterSeconds });
        throw error;
      }
    },

    settleSubscription: (input: SubscriptionInput): Promise<void> => settleSubscription(db, input),
  };
};
