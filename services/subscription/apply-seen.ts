import { type Database, isRefusedBy, type Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { nextTryAt } from '#domain/effect/patience.ts';
import type { Failure } from '#domain/failure.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import { dunningDays, trialNoticeDays } from '#domain/subscription/entitlement.ts';
import { nextAskAt } from '#domain/subscription/follow.ts';
import { type Known, takeSeen } from '#domain/subscription/take-seen.ts';
import type { PlanCheckoutSeen, VendorSubscription } from '#domain/subscription/vendor.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { givePaidPlan } from '#services/tenant/give-paid-plan.ts';
import {
  isOf,
  lockSubscription,
  readSubscription,
  type SubscriptionRow,
  viewSubscription,
} from './load-subscription.ts';
import type { SubscriptionInput } from './look-at-subscription.ts';

const dayMs = 24 * 60 * 60_000;

const systemOf = (db: Database, { tenantId, now }: SubscriptionInput): ServiceContext => ({
  db,
  tenantId,
  actor: { kind: 'system' },
  now: () => now,
  newId,
});

const knownOf = (row: SubscriptionRow): Known => ({
  subscriptionId: row.subscriptionId,
  customerId: row.customerId,
  plan: row.plan,
  interval: row.interval,
  seats: row.seats,
  state: row.state,
  trialEndsAt: row.trialEndsAt,
  periodEndsAt: row.periodEndsAt,
  isCancelled: row.isCancelled,
  pastDueSince: row.pastDueSince,
  unknownSince: row.unknownSince,
  trialUsedAt: row.trialUsedAt,
  seenAt: row.seenAt,
});

type Told = { template: NotificationTemplate; key: string; dueAt: number };

const owe = async (tx: Transaction, { tenantId, now }: ServiceContext, told: readonly Told[]) => {
  if (told.length === 0) return;
  const at = { tenantId, subjectKind: 'tenant' as const, subjectId: tenantId, createdAt: now() };
  await oweNotifications(
    tx,
    told.map((each) => ({ ...at, ...each })),
  );
  wake(tx, { tenantId, kind: 'notify', subjectId: tenantId });
};

/** What owners are told of a subscription as it is now: each of it once, and never when it is over by then. */
const toldOf = ({ state, pastDueSince, trialEndsAt, isCancelled }: Known, now: number): Told[] => {
  if (state === 'past_due' && pastDueSince !== null)
    return dunningDays.map((day) => ({
      template: 'plan_past_due',
      key: `plan_past_due/${pastDueSince}/${day}`,
      dueAt: pastDueSince + day * dayMs,
    }));
  if (state !== 'trialing' || trialEndsAt === null || isCancelled) return [];
  const dueAt = Math.max(now, trialEndsAt - trialNoticeDays * dayMs);
  return [{ template: 'plan_trial_ending', key: `plan_trial_ending/${trialEndsAt}`, dueAt }];
};

/** Gives or takes the plan, and tells the owners of one that has gone. */
const settle = async (tx: Transaction, ctx: ServiceContext, row: Known): Promise<void> => {
  const now = ctx.now();
  const given = await givePaidPlan(tx, ctx, row);
  if (given !== 'free') return;
  await owe(tx, ctx, [{ template: 'plan_ended', key: `plan_ended/${now}`, dueAt: now }]);
};

type Wanted = Pick<SubscriptionRow, 'wantedPlan' | 'wantedInterval' | 'wantedCancelled'>;

/** What is wanted still: a member may have asked for something else while the vendor was asked. */
const leftOf = (row: Wanted, done: Wanted): Wanted => {
  const isSamePlan = row.wantedPlan === done.wantedPlan && row.wantedInterval === done.wantedInterval;
  return {
    wantedPlan: isSamePlan ? null : row.wantedPlan,
    wantedInterval: isSamePlan ? null : row.wantedInterval,
    wantedCancelled: row.wantedCancelled === done.wantedCancelled ? null : row.wantedCancelled,
  };
};

type Seen = {
  /** Of the page that was open; null where none was. */
  page: PlanCheckoutSeen | null;
  subscription: VendorSubscription | null;
};

const changedOf = (before: Known, after: Known) => {
  const watched = ['state', 'plan', 'interval', 'seats', 'isCancelled'] as const;
  const names = watched.filter((name) => before[name] !== after[name]);
  const pick = (of: Known) => Object.fromEntries(names.map((name) => [name, of[name]]));
  return names.length === 0 ? null : { before: pick(before), after: pick(after) };
};

/**
 * Takes what the vendor says of a subscription, in one transaction: state, plan of the tenant, mails, record. A look that is repeated,
 * or older than the last, changes nothing. `now` is when the look began, `hints` what had asked for it.
 */
export const applySeen = (
  db: Database,
  input: SubscriptionInput & { seen: Seen; done: Wanted | null; hints: number },
): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, now, seen, done, hints } = input;
    const row = await lockSubscription(tx, tenantId);
    if (row === null) return;
    const before = knownOf(row);
    const after = seen.subscription === null ? before : takeSeen(before, seen.subscription, now);
    // Another page may have been opened meanwhile.
    const isSettledPage = seen.page?.checkoutId === row.checkoutId && seen.page?.state !== 'open';
    const isPageOpen = row.checkoutBegunAt !== null && !isSettledPage;
    await tx
      .update(subscriptions)
      .set({
        ...after,
        ...(isSettledPage ? { checkoutBegunAt: null } : {}),
        ...(done === null ? {} : leftOf(row, done)),
        // What came while the vendor was asked may not be in its answer.
        askAt: row.hints === hints ? nextAskAt(after, isPageOpen, now) : row.askAt,
        failures: 0,
        failure: null,
      })
      .where(isOf(tenantId));
    const ctx = systemOf(db, input);
    const changed = changedOf(before, after);
    if (changed !== null)
      await audit(tx, ctx, {
        action: 'subscription.follow',
        targetKind: 'subscription',
        targetId: tenantId,
        ...changed,
      });
    await owe(tx, ctx, toldOf(after, now));
    await settle(tx, ctx, after);
  });

/** Gives the tenant what it pays for at this moment: the grace may have ended. */
export const settleSubscription = (db: Database, input: SubscriptionInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const row = await lockSubscription(tx, input.tenantId);
    if (row !== null) await settle(tx, systemOf(db, input), knownOf(row));
  });

/** The vendor could not be asked: when it is asked next, and why. It is never given up. */
export const recordAskFailure = (
  db: Database,
  input: SubscriptionInput & { failure: Failure; retryAfterSeconds: number | undefined },
): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, now, failure, retryAfterSeconds } = input;
    const row = await lockSubscription(tx, tenantId);
    if (row === null) return;
    const failures = row.failures + 1;
    const askAt = nextTryAt({ now, failures, failingSince: now, retryAfterSeconds }) ?? now + dayMs;
    await tx.update(subscriptions).set({ failures, failure, askAt }).where(isOf(tenantId));
  });

/** Writes down which card a trial is with; false where the card has had one with another tenant. */
export const claimTrialCard = async (
  db: Database,
  { tenantId, cardHash }: { tenantId: string; cardHash: string },
): Promise<boolean> =>
  withTenant(db, tenantId, async (tx) => {
    const row = await lockSubscription(tx, tenantId);
    if (row === null || row.trialCard !== null) return true;
    await tx.update(subscriptions).set({ trialCard: cardHash }).where(isOf(tenantId));
    return true;
  }).catch((error: unknown) => {
    if (isRefusedBy(error, 'subscriptions_trial_card_key')) return false;
    throw error;
  });

/** What is known before the vendor is asked, and what is wanted of it; null where nothing is followed. */
export const readForAsking = (db: Database, tenantId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [row, view] = await Promise.all([readSubscription(tx, tenantId), viewSubscription(tx, tenantId)]);
    return row === null || view === null ? null : { row, view };
  });
