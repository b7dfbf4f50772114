import { defineQuery } from '@temporalio/workflow';
import type { DepartureView } from '#domain/departure/follow.ts';

export type MemberDepartureInput = { tenantId: string; departureId: string };

/** What the follower saw last, and what it does at the moment. */
export const departureStateQuery = defineQuery<{ view: DepartureView | null; underWay: string[] }>('state');
