import { defineQuery } from '@temporalio/workflow';
import type { DomainView } from '#domain/domain/follow.ts';

export type DomainVerificationInput = { tenantId: string; domainId: string };

/** What the follower saw last, and what it does at the moment. */
export const domainStateQuery = defineQuery<{ view: DomainView | null; underWay: string[] }>('state');
