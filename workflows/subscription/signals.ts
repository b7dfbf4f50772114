import { defineQuery } from '@temporalio/workflow';
import type { SubscriptionView } from '#domain/subscription/follow.ts';

export type SubscriptionLifecycleInput = { tenantId: string };

/** What the follower saw last, and what it does at the moment. */
export const subscriptionStateQuery = defineQuery<{ view: SubscriptionView | null; underWay: string[] }>(
  'state',
);
