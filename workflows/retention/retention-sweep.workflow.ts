import {
  ApplicationFailure,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type SweptTable, sweptTables } from '#domain/retention/policies.ts';
import { sweepPolicy } from '../policies.ts';

const { sweepTable } = proxyActivities<Activities>({ ...sweepPolicy, summary: 'sweep' });

export type RetentionSweepInput = {
  /** Still to be gone through; all when left out. */
  tables?: readonly SweptTable[];
  /** Could not be swept so far. */
  failed?: readonly SweptTable[];
};

/** One table until nothing of it is left to sweep, or the history is long enough. */
const sweep = async (table: SweptTable, now: number): Promise<{ removed: number; isDone: boolean }> => {
  let removed = 0;
  for (;;) {
    const batch = await sweepTable({ table, now });
    removed += batch.removed;
    if (batch.isDone) return { removed, isDone: true };
    if (workflowInfo().continueAsNewSuggested) return { removed, isDone: false };
  }
};

/**
 * Goes through every table whose rows are kept for a while only and removes what has had its time. A table that fails keeps
 * none of the others waiting; the sweep then fails at its end and names it, and the next one tries again.
 */
export async function retentionSweep(input: RetentionSweepInput = {}): Promise<void> {
  const tables = input.tables ?? sweptTables;
  const failed = [...(input.failed ?? [])];
  const now = Date.now();
  const told: string[] = [];
  for (const [index, table] of tables.entries()) {
    const swept = await sweep(table, now).catch(() => null);
    if (swept === null) failed.push(table);
    told.push(`${table}: ${swept === null ? 'failed' : swept.removed}`);
    setCurrentDetails(told.join('\n'));
    const rest = tables.slice(swept?.isDone === false ? index : index + 1);
    if (workflowInfo().continueAsNewSuggested && rest.length > 0)
      await continueAsNew<typeof retentionSweep>({ tables: rest, failed });
  }
  if (failed.length > 0)
    throw ApplicationFailure.nonRetryable(`could not be swept: ${failed.join(', ')}`, 'SweepFailed');
}
