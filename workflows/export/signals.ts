import { defineQuery } from '@temporalio/workflow';
import type { ExportView } from '#domain/export/follow.ts';

export type DataExportInput = { tenantId: string; exportId: string };

/** What the follower saw last, and what it does at the moment. */
export const exportStateQuery = defineQuery<{ view: ExportView | null; underWay: string[] }>('state');
