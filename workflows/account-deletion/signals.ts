import { defineQuery } from '@temporalio/workflow';
import type { AccountDeletionView } from '#domain/account-deletion/follow.ts';

export type AccountDeletionWorkflowInput = { tenantId: string; deletionId: string };

/** What the follower saw last, and what it does at the moment. */
export const accountDeletionStateQuery = defineQuery<{
  view: AccountDeletionView | null;
  underWay: string[];
}>('state');
