import { defineQuery } from '@temporalio/workflow';
import type { SupportFollowed } from '#domain/support/follow.ts';

export type SupportViewInput = { tenantId: string; supportViewId: string };

/** What the follower saw last, and what it does at the moment. */
export const supportStateQuery = defineQuery<{ view: SupportFollowed | null; underWay: string[] }>('state');
