import type { Database } from '#db/client.ts';
import { closeSweep, sweepTable } from '#db/sweeps.ts';
import type { SweptTable } from '#domain/retention/policies.ts';

/** Small transactions: none holds many rows, and none runs into the limit of a statement. */
const rowsAtATime = 500;
const batches = 20;

/**
 * Sweeps from a table what is older than `before`, in batches, up to ten thousand rows; when none is left that is written
 * down with what remains. Instants in epoch milliseconds.
 */
export const sweepOnce = async (
  db: Database,
  { table, before, now }: { table: SweptTable; before: number; now: number },
): Promise<{ removed: number; isDone: boolean }> => {
  let removed = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const count = await sweepTable(db, { table, before, most: rowsAtATime });
    removed += count;
    if (count < rowsAtATime) {
      await closeSweep(db, { table, now });
      return { removed, isDone: true };
    }
  }
  return { removed, isDone: false };
};
