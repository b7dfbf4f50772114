import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import type { Wakeup } from '#domain/follower.ts';
import { planSubscription, type SubscriptionView } from '#domain/subscription/follow.ts';
import { viewSubscription } from './load-subscription.ts';

/** `now`: the workflow's clock, epoch milliseconds. */
export type SubscriptionInput = { tenantId: string; now: number };

/**
 * What the follower of a subscription sees now, or null when there is none; with it the moment is written down at which it has to look
 * again, so that a lost one is started again.
 */
export const lookAtSubscription = (
  db: Database,
  { tenantId, now }: SubscriptionInput,
): Promise<SubscriptionView | null> =>
  withTenant(db, tenantId, async (tx) => {
    const wakeup: Wakeup = { tenantId, kind: 'subscription', subjectId: tenantId };
    const version = await wakeupVersion(tx, wakeup);
    const view = await viewSubscription(tx, tenantId);
    const plan = view === null ? null : planSubscription(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view;
  });
