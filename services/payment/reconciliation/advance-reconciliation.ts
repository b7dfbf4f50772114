import type { Database, Transaction } from '#db/client.ts';
import { reconciliations } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { phaseAfter } from '#domain/payment/reconciliation.ts';
import type { ReconciliationPhase } from '#domain/payment/types.ts';
import type { ListedDispute, ListedRefund, PaymentReference, VendorCharge } from '#domain/payment/vendor.ts';
import {
  isReconciliation,
  lockRunning,
  type ReconciliationKey,
  type ReconciliationRow,
} from './load-reconciliation.ts';
import { type Taken, takeCharges, takeDisputes, takeRefunds } from './take-page.ts';
import { takePages } from './take-pages.ts';

type Page<Item> = { items: readonly Item[]; next: string | null };

/** A page of the vendor's, of the phase that a reconciliation is in. */
export type ReadPage =
  | { phase: 'pages'; page: Page<{ checkoutId: string; reference: PaymentReference | null }> }
  | { phase: 'charges'; page: Page<VendorCharge> }
  | { phase: 'refunds'; page: Page<ListedRefund> }
  | { phase: 'disputes'; page: Page<ListedDispute> };

const take = (tx: Transaction, run: ReconciliationRow, read: ReadPage, now: number): Promise<Taken> => {
  switch (read.phase) {
    case 'pages':
      return takePages(tx, run, read.page, now);
    case 'charges':
      return takeCharges(tx, run, read.page, now);
    case 'refunds':
      return takeRefunds(tx, run, read.page);
    case 'disputes':
      return takeDisputes(tx, run, read.page);
  }
};

/**
 * Takes a page of the vendor's that was read at a cursor: what it adds, what is suspected and where the next one begins are written
 * together, so that a page counts once however often it is read.
 */
export const takePage = async (
  db: Database,
  input: ReconciliationKey & { cursor: string | null; now: number },
  read: ReadPage,
): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const run = await lockRunning(tx, input);
    if (run === null || run.phase !== read.phase || run.cursor !== input.cursor) return;
    const { suspects, totals, readDownTo = run.readDownTo } = await take(tx, run, read, input.now);
    const { next, items } = read.page;
    const phase: ReconciliationPhase = next === null ? phaseAfter(run.phase) : run.phase;
    await tx
      .update(reconciliations)
      .set({
        phase,
        cursor: next,
        readDownTo,
        totals,
        suspects: [...new Set([...run.suspects, ...suspects])],
        read: run.read + items.length,
        failures: 0,
        failure: null,
      })
      .where(isReconciliation(input));
  });
