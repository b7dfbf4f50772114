import { defineQuery } from '@temporalio/workflow';
import type { GuestErasureView } from '#domain/guest-data/follow.ts';

export type GuestErasureWorkflowInput = { tenantId: string; erasureId: string };

/** What the follower saw last, and what it does at the moment. */
export const guestErasureStateQuery = defineQuery<{ view: GuestErasureView | null; underWay: string[] }>(
  'state',
);
