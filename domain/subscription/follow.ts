import { entitlementOf, type HeldPlan, planDue } from './entitlement.ts';
import type { Known } from './take-seen.ts';
import { isLive, type SoldPlan } from './types.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How often the vendor is asked while nothing happens: what a lost message was about is known within a day. */
const usualMs = dayMs;
/** While a page is open on which somebody may subscribe. */
const openPageMs = 10 * minuteMs;
/** The vendor takes a moment to do what is due. */
const settlingMs = 5 * minuteMs;

export type SubscriptionView = Pick<
  Known,
  | 'subscriptionId'
  | 'plan'
  | 'state'
  | 'seats'
  | 'trialEndsAt'
  | 'periodEndsAt'
  | 'isCancelled'
  | 'pastDueSince'
  | 'unknownSince'
  | 'interval'
> & {
  /** A page was opened, and what came of it is not known. */
  isPageOpen: boolean;
  wantedPlan: SoldPlan | null;
  wantedInterval: Known['interval'];
  wantedCancelled: boolean | null;
  askAt: number;
  failures: number;
  /** Members who need a seat: the active ones whom the plan has a place for. */
  members: number;
  /** The tenant is being deleted: nothing more is to be charged. */
  isLeaving: boolean;
  held: HeldPlan;
};

export type SubscriptionStep = 'ask' | 'settle';
export type SubscriptionPlanned = {
  due: readonly SubscriptionStep[];
  next: { at: number; why: string } | null;
};

/** Seats are what there are members for; one at least, and while it ends nothing is changed. */
export const seatsDue = ({ state, seats, members, isCancelled }: SubscriptionView): number | null => {
  const wanted = Math.max(1, members);
  return isLive(state) && !isCancelled && seats !== wanted ? wanted : null;
};

const isWanting = (view: SubscriptionView): boolean =>
  (view.isLeaving && view.subscriptionId !== null && view.state !== 'ended') ||
  (isLive(view.state) &&
    ((view.wantedPlan !== null && (view.wantedPlan !== view.plan || view.wantedInterval !== view.interval)) ||
      (view.wantedCancelled !== null && view.wantedCancelled !== view.isCancelled) ||
      seatsDue(view) !== null));

/** Whether anything can still come of it. */
const isFollowed = ({ state, subscriptionId, isPageOpen }: SubscriptionView): boolean =>
  isPageOpen || (subscriptionId !== null && state !== 'ended');

/** What the follower of a subscription does now and what it waits for. The same view gives the same plan. */
export const planSubscription = (view: SubscriptionView, now: number): SubscriptionPlanned => {
  const isAsking = isFollowed(view) && (view.askAt <= now || (view.failures === 0 && isWanting(view)));
  const isSettling = planDue(view.held, view, now) !== null;
  const due: SubscriptionStep[] = [
    ...(isSettling ? ['settle' as const] : []),
    ...(isAsking ? ['ask' as const] : []),
  ];
  if (due.length > 0) return { due, next: null };
  const { until } = entitlementOf(view, now);
  const moments = [
    ...(isFollowed(view) ? [{ at: view.askAt, why: 'next look at the vendor' }] : []),
    ...(until === null ? [] : [{ at: until, why: 'the grace ends' }]),
  ];
  return { due, next: moments.toSorted((a, b) => a.at - b.at)[0] ?? null };
};

/** When the vendor is asked next, once it has answered. */
export const nextAskAt = (
  known: Pick<Known, 'trialEndsAt' | 'periodEndsAt'>,
  isPageOpen: boolean,
  now: number,
): number => {
  const ends = [known.trialEndsAt, known.periodEndsAt].flatMap((at) =>
    at !== null && at + settlingMs > now ? [at + settlingMs] : [],
  );
  return Math.min(now + (isPageOpen ? openPageMs : usualMs), ...ends);
};
