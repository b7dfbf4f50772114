import {
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import {
  planSubscription,
  type SubscriptionStep,
  type SubscriptionView,
} from '#domain/subscription/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, durableDatabasePolicy, paymentPolicy } from '../policies.ts';
import { type SubscriptionLifecycleInput, subscriptionStateQuery } from './signals.ts';

const { lookAtSubscription } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { settleSubscription } = proxyActivities<Activities>(durableDatabasePolicy);
const { askAboutSubscription } = proxyActivities<Activities>(paymentPolicy);

const describe = ({ state, plan, seats, held }: SubscriptionView): string =>
  `**${state ?? 'no subscription yet'}**${plan === null ? '' : `, ${plan} with ${seats ?? 0} seats`}; the organisation has ${held.plan}`;

/**
 * Follows what an organisation pays for its plan, for as long as it pays: asks the vendor when something may have happened and once a
 * day, makes seats what there are members for, and gives and takes the plan. Losing it loses nothing: it is started again and finds
 * what is due.
 */
export async function subscriptionLifecycle(input: SubscriptionLifecycleInput): Promise<void> {
  const follower = createFollower<SubscriptionStep>();
  let view: SubscriptionView | null = null;
  setHandler(subscriptionStateQuery, () => ({ view, underWay: follower.underWay() }));
  const isLong = (): boolean => workflowInfo().continueAsNewSuggested && follower.underWay().length === 0;
  await follower.follow({
    look: async () => {
      view = await lookAtSubscription({ ...input, now: Date.now() });
      if (view === null || isLong()) return { due: [], next: null };
      setCurrentDetails(describe(view));
      return planSubscription(view, Date.now());
    },
    keyOf: (step) => step,
    run: (step) => {
      const perform = step === 'ask' ? askAboutSubscription : settleSubscription;
      return perform.executeWithOptions({ summary: step }, [{ ...input, now: Date.now() }]);
    },
  });
  // A plan is paid for over years.
  if (view !== null && isLong()) await continueAsNew<typeof subscriptionLifecycle>(input);
}
