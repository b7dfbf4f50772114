import { defineQuery } from '@temporalio/workflow';
import type { TenantDeletionView } from '#domain/tenant-deletion/follow.ts';

export type TenantDeletionWorkflowInput = { tenantId: string; deletionId: string };

/** What the follower saw last, and what it does at the moment. */
export const tenantDeletionStateQuery = defineQuery<{
  view: TenantDeletionView | null;
  underWay: string[];
}>('state');
