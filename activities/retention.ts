import type { Database } from '#db/client.ts';
import { type RetentionDays, type SweptTable, sweptBefore } from '#domain/retention/policies.ts';
import { sweepOnce } from '#services/retention/sweep-once.ts';

export type SweepInput = {
  table: SweptTable;
  /** The workflow's clock, epoch milliseconds. */
  now: number;
};

/** Removes what is kept no longer, over all tenants. How long that is stands with the worker, not in the workflow. */
export const createRetentionActivities = (deps: { db: Database; retentionDays: RetentionDays }) => ({
  /** Some of what a table has to lose; safe to repeat. `isDone` once nothing is left. */
  sweepTable: ({ table, now }: SweepInput): Promise<{ removed: number; isDone: boolean }> =>
    sweepOnce(deps.db, { table, before: sweptBefore(table, deps.retentionDays, now), now }),
});
