import type { Database } from '#db/client.ts';
import { accountsToReconcile } from '#db/sweeps.ts';
import { withTenant } from '#db/tenant.ts';
import { beginReconciliation } from './begin-reconciliation.ts';

const atOnce = 100;

/**
 * Begins the reconciliations whose moment of the night has come, over all tenants, some at a time: answers how many, and after which
 * account to go on; null: all have begun. Repeating it begins nothing twice.
 */
export const startReconciliations = async (
  db: Database,
  { now, after }: { now: number; after: string },
): Promise<{ started: number; after: string | null }> => {
  const due = await accountsToReconcile(db, { now, after, most: atOnce });
  let started = 0;
  for (const account of due) {
    const id = await withTenant(db, account.tenantId, (tx) => beginReconciliation(tx, { ...account, now }));
    if (id !== null) started += 1;
  }
  return { started, after: due.length < atOnce ? null : (due.at(-1)?.integrationId ?? null) };
};
